"""An address base on this machine, as tests need one: it answers always the same."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

FOUND = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [1.8712, 46.1706]},
            "properties": {"label": "1 Place Bonnyaud 23000 Guéret", "score": 0.97},
        }
    ],
}


class AddressBase(HTTPServer):
    """Answers every search with the same text, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.body, self.status, self.asked = json.dumps(FOUND), 200, []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(urlsplit(self.path))
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.server.body.encode())

    def log_message(self, *args):
        """Stay quiet."""
