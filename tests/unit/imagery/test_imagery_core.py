"""Catalogue, keys, grids, diagnosis and QGIS sources of tile services, without QGIS."""

import json
import math
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.imagery.catalogue import TileService, check_service, host_matches, load_catalogue, read_services
from onemap_plugin.core.imagery.diagnosis import diagnose
from onemap_plugin.core.imagery.grid import GRIDS
from onemap_plugin.core.imagery.keys import clean_key, key_problem, mask, split_pasted_url, with_key, without_key
from onemap_plugin.core.imagery.sources import OWS, WMTS, capabilities_xml, wmts_uri, xyz_uri

KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
PATTERN = "[0-9a-zA-Z]{32}"


def test_the_national_service_has_both_grids_of_every_layer():
    services = load_catalogue()
    assert {(s.layer, s.protocol, s.grid) for s in services} == {
        (layer, *kind) for layer in ("img", "cia", "vec", "cva", "ter", "cta", "ibo") for kind in (("xyz", "w"), ("wmts", "c"))
    }
    assert all(s.key_parameter == "tk" and "tk=" not in s.url and s.key_for(s.url) for s in services)


def test_a_layer_always_uses_the_same_host_so_that_the_tile_cache_works():
    assert [s.url for s in load_catalogue()] == [s.url for s in load_catalogue()]


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("t0.tianditu.gov.cn", True),
        ("tianditu.gov.cn", True),
        ("eviltianditu.gov.cn", False),
        ("tianditu.gov.cn.evil.example", False),
        ("", False),
    ],
)
def test_a_key_goes_to_the_service_s_hosts_and_to_no_other(host, inside):
    assert host_matches(host, ("tianditu.gov.cn", "")) is inside


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("groups: [", "cannot be read"),
        ("[]", "no 'groups'"),
        ("groups: 3", "no 'groups'"),
        ("groups: [{id: a, url_xyz: 'https://h.example/{z}/{x}', layers: [{id: b, title: c}]}]", "lacks {y}"),
        ("groups: [{id: a, url_xyz: 'ftp://h/{z}/{x}/{y}', layers: [{id: b, title: c}]}]", "no usable address"),
        (
            "groups: [{id: a, key_parameter: tk, url_xyz: 'https://h.example/{z}/{x}/{y}?tk=1', layers: [{id: b, title: c}]}]",
            "holds a key",
        ),
        ("groups: [{id: a, url_xyz: 'https://wprd01.is.autonavi.com/{z}/{x}/{y}', layers: [{id: b, title: c}]}]", "shifted maps"),
    ],
)
def test_a_faulty_service_list_is_refused_with_file_and_reason(tmp_path, text, says):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OneMapError) as e:
        read_services(path)
    assert says in str(e.value)
    assert "own.yaml" in str(e.value)


def test_a_tms_address_with_minus_y_is_accepted():
    s = TileService("a.b.xyz", "t", "t", "a", "a", "xyz", url="https://h.example/{z}/{x}/{-y}.png")
    assert check_service(s) is None


@pytest.mark.parametrize("pasted", [f" {KEY}\n", f"tk={KEY}", f"“{KEY}”", f"\ufeff{KEY[:10]}\u200b{KEY[10:]}", f"{KEY}\t"])
def test_what_copying_adds_to_a_key_is_taken_off(pasted):
    assert clean_key(pasted) == KEY
    assert key_problem(clean_key(pasted), PATTERN) == ""


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "0", "密" * 32, KEY[:-1] + "-"])
def test_a_key_that_cannot_be_right_is_named_before_anything_is_sent(key):
    assert key_problem(key, PATTERN)


@given(
    st.text(alphabet="0123456789abcdefXYZ", min_size=1, max_size=40),
    st.sampled_from(["", "a=1", "a=1&TK=old&b=%E5%A4%A9", "tk=old"]),
)
def test_the_key_is_added_once_and_comes_off_again(key, query):
    url = "https://h.example/p/wmts" + (f"?{query}" if query else "")
    full = with_key(url, "tk", key)
    values = {k.lower(): v for k, v in parse_qs(urlsplit(full).query).items()}
    assert values["tk"] == [key]
    assert ("a" in values) == ("a=1" in query)
    assert without_key(full, "tk") == without_key(url, "tk")
    assert split_pasted_url(full, "tk") == (without_key(url, "tk"), key)


@given(st.text(alphabet="0123456789abcdef", min_size=8, max_size=32))
def test_no_text_keeps_a_key(key):
    shown = mask(f'GET https://t0.example/img?x=1&tk={key}&y=2 failed, TK%3D{key} "token={key}" raw {key}', [key])
    assert key not in shown
    assert "x=1" in shown
    assert "y=2" in shown


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, b"\x89PNG\r\n\x1a\n...", "ok"),
        (200, b"\xff\xd8\xff\xe0", "ok"),
        (200, b'{"code": 301001, "msg": "\xe9\x9d\x9e\xe6\xb3\x95key"}', "unknown_key"),
        (200, b"<html>hello", "http200"),
        (418, b"<html>CloudWAF", "firewall"),
        (429, b"", "too_fast"),
        (404, b"<html>", "not_found"),
        (403, json.dumps({"msg": "域名不匹配", "resolve": "请到API控制台查看域名配置并修改", "code": 7}).encode(), "domain"),
        (403, json.dumps({"code": 301012, "msg": "权限类型错误"}).encode(), "key_type"),
        (403, b'{"code": 12}', "key_type"),
        (403, b'{"code": 1, "msg": "x"}', "unknown_key"),
        (400, b'{"code": 308011}', "key_form"),
        (403, b"", "refused"),
        (500, b"oops", "server"),
        (503, b"", "server"),
        (0, b"", "unreachable"),
    ],
)
def test_every_known_answer_is_explained(status, body, code):
    found = diagnose(status, body, "refused")
    assert found.code == code
    assert found.ok is (code == "ok")
    assert found.cause
    assert found.ok or found.advice


@pytest.mark.parametrize(
    ("error", "code"), [("Operation timed out", "timeout"), ("SSL handshake failed", "ssl"), ("Host x not found", "unreachable")]
)
def test_no_answer_is_explained_by_the_network_s_words(error, code):
    assert diagnose(0, b"", error).code == code
    assert diagnose(0, b"", error).server == error


@given(st.integers(0, 600), st.binary(max_size=300))
def test_no_answer_of_a_server_can_break_the_diagnosis(status, body):
    found = diagnose(status, body, "")
    assert found.cause


@given(st.sampled_from("wc"), st.integers(1, 18), st.floats(-179.9, 179.9), st.floats(-84.9, 84.9))
def test_a_point_lies_in_the_tile_that_is_named_for_it(grid, z, lon, lat):
    g = GRIDS[grid]
    x, y = (lon, lat) if grid == "c" else (math.radians(lon) * 6378137, 6378137 * math.asinh(math.tan(math.radians(lat))))
    column, row = g.tile_of(x, y, z)
    xmin, ymin, xmax, ymax = g.bounds(z, column, row)
    slack = g.pixel(z) * 1e-6
    assert xmin - slack <= x <= xmax + slack
    assert ymin - slack <= y <= ymax + slack
    columns, rows = g.size(z)
    assert 0 <= column < columns
    assert 0 <= row < rows


def test_the_published_formulas_of_grid_c_and_w_give_the_same_tile():
    lon, lat, z = 116.391, 39.907, 15
    assert GRIDS["c"].tile_of(lon, lat, z) == (int((lon + 180) / 360 * 2**z), int((90 - lat) / 360 * 2**z))
    row = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**z)
    y = 6378137 * math.asinh(math.tan(math.radians(lat)))
    assert GRIDS["w"].tile_of(math.radians(lon) * 6378137, y, z)[1] == row


def test_the_capabilities_document_has_ogc_denominators_the_right_corner_and_no_key():
    s = next(s for s in load_catalogue() if s.id == "tianditu.img.wmts")
    root = ET.fromstring(capabilities_xml(s))
    ns = {"w": WMTS, "o": OWS}
    matrices = root.findall(".//w:TileMatrix", ns)
    assert [m.findtext("o:Identifier", namespaces=ns) for m in matrices] == [str(z) for z in range(1, 19)]
    pixel = 1.40625 * math.pi / 180 * 6378137 / 2**18
    assert float(matrices[-1].findtext("w:ScaleDenominator", namespaces=ns)) == pytest.approx(pixel / 0.00028, rel=1e-9)
    assert {m.findtext("w:TopLeftCorner", namespaces=ns) for m in matrices} == {"90 -180"}
    template = root.find(".//w:ResourceURL", ns).attrib["template"]
    assert template == s.url
    assert b"tk=" not in capabilities_xml(s)


def test_the_xyz_source_survives_qgis_s_own_parsing():
    s = next(s for s in load_catalogue() if s.id == "tianditu.cia.xyz")
    parts = dict(p.split("=", 1) for p in xyz_uri(s).split("&"))
    assert unquote(parts["url"]) == s.url
    assert parts["tilePixelRatio"] == "1"
    assert "tilePixelRatio" not in xyz_uri(next(s for s in load_catalogue() if s.id == "tianditu.img.xyz"))


def test_both_forms_of_the_referer_are_written():
    s = TileService(
        "a.b.wmts",
        "t",
        "t",
        "a",
        "a",
        "wmts",
        capabilities="https://h.example/wmts?REQUEST=GetCapabilities",
        referer="https://r.example",
    )
    assert "referer=https://r.example&http-header:referer=https://r.example" in wmts_uri(s, s.capabilities)
