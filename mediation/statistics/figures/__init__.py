"""Every number of the product, by noun: a filter in, frozen values out.

Without a prefix, an organisation's own exact figures; `released_*`, what third parties may see.
"""
