"""The forms of beneficiaries, individual activities and workshops."""
