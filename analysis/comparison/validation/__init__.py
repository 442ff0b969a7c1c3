"""Measures held against what people labelled: a file in, figures out, each beside what anybody could have used.

==================  ==========================================================================
labelled            texts with a label each: CSV, TSV, JSON Lines
spans               texts with marked attributed words: JSON Lines
intervals           the bootstrap over rows
instruments         the measures of one text by name; a better score goes here
baselines           length, TextBlob, VADER, always saying yes
ratings             scores against labels
voices              attributed words against marked words
validations         ``validate_file(path, measure)``: the one door
verdicts            the figures in words
==================  ==========================================================================
"""
