"""Commands of the referrals."""
