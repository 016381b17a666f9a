"""The pages of beneficiaries and activities."""
