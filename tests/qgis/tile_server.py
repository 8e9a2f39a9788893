"""A real WMTS server (MapProxy) behind a gate that wants a key, as Tianditu does.   tile_server.py FOLDER

FOLDER/tiles/{w,c}/z/x/y.png are the only tiles.  The gate answers as the national service is known to: no key 418 with an
HTML page, wrong length 400, unknown key 403 with a JSON object.
FOLDER/requests.log gets one line per request, FOLDER/port the port once it listens.

A thread for each connection: QGIS opens some that it never uses, and one server thread would wait for those for ever.
"""

import json
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from mapproxy.wsgiapp import make_wsgi_app

KEY = "0123456789abcdef0123456789abcdef"
OTHER_TYPE = "a" * 32


def configuration(folder: Path) -> dict:
    caches = {
        g: {
            "grids": [g],
            "sources": [],
            "format": "image/png",
            "cache": {"type": "file", "directory": str(folder / "tiles" / g), "directory_layout": "tms"},
        }
        for g in "wc"
    }
    return {
        "services": {"wmts": {"kvp": True, "restful": False}},
        "layers": [{"name": f"img_{g}", "title": g, "tile_sources": [g]} for g in "wc"],
        "caches": caches,
        "grids": {
            "w": {"base": "GLOBAL_WEBMERCATOR", "origin": "nw"},
            "c": {"srs": "EPSG:4326", "bbox": [-180, -90, 180, 90], "origin": "nw", "res": [1.40625 / 2**z for z in range(19)]},
        },
        "globals": {"cache": {"base_dir": str(folder / "cache"), "lock_dir": str(folder / "lock")}},
    }


def gate(app, folder):
    def answer(start, status, body, kind="application/json"):
        text = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        start(status, [("Content-Type", kind), ("Content-Length", str(len(text)))])
        return [text]

    def wrapped(environ, start):
        query = {k.lower(): v[0] for k, v in parse_qs(environ.get("QUERY_STRING", "")).items()}
        key, agent = query.get("tk", ""), environ.get("HTTP_USER_AGENT", "")
        with (folder / "requests.log").open("a") as log:
            log.write(json.dumps({"query": query, "agent": agent, "referer": environ.get("HTTP_REFERER", "")}) + "\n")
        if not key:
            return answer(start, "418 I'm a teapot", "<html><body>CloudWAF</body></html>", "text/html")
        if len(key) != 32:
            return answer(start, "400 Bad Request", {"code": 308011, "message": "请求参数非法长度或不合规"})
        if key == OTHER_TYPE:
            return answer(start, "403 Forbidden", {"code": 301012, "msg": "权限类型错误", "resolve": "Key权限类型为:服务端"})
        if key != KEY:
            return answer(start, "403 Forbidden", {"code": 301001, "msg": "非法key", "resolve": "请到API控制台重新申请Key"})
        return app(environ, start)

    return wrapped


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """The gate keeps its own log."""


if __name__ == "__main__":
    home = Path(sys.argv[1])
    config = home / "mapproxy.yaml"
    config.write_text(json.dumps(configuration(home)))  # JSON is YAML
    server = make_server("127.0.0.1", 0, gate(make_wsgi_app(str(config)), home), server_class=Server, handler_class=Quiet)
    told = home / "port.part"
    told.write_text(str(server.server_port))
    told.rename(home / "port")
    server.serve_forever()
