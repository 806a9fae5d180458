"""Get the tokens that a platform gives to people only, and keep them in files of their own.

What is said and asked meanwhile is the command line's; what the platforms are asked is the collectors'.
"""
