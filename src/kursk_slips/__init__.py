"""Slips that Python meets before the course does: told in a sentence, or understood, instead of a traceback.

An IPython extension. It loads with the kernel (kernel.json is installed as a setting of kernels), so that a
cell run before the first one is answered too; where no such setting is read, helpers.lesson loads it.
It stands beside helpers: every kernel here loads it, and must stay free to import a helpers of its own.
"""

from kursk_slips.kernel import listen, load_ipython_extension

__all__ = ["listen", "load_ipython_extension"]
