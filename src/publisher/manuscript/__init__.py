"""Files and model: the book folder in, articles and infographics out."""
