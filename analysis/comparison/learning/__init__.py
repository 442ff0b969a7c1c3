"""Measures that are learnt from coded sentences: features, the model as a file, training and what it is worth."""

from analysis.comparison.learning.model import Model, fit_model, load_model, write_model
from analysis.comparison.learning.training import Training, train_file

__all__ = ["Model", "Training", "fit_model", "load_model", "train_file", "write_model"]
