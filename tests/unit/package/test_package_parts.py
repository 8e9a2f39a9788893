"""Names, profiles, manifest, zip and report of a package."""

import contextlib
import hashlib
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.package import RULES, available_profiles, load_profile
from onemap_plugin.core.package.archive import pack, unpack
from onemap_plugin.core.package.data import prepare
from onemap_plugin.core.package.manifest import build_manifest, hash_file, public_name, read_manifest
from onemap_plugin.core.package.naming import clean_value, fill
from onemap_plugin.core.package.report import render_report

from .reviews import PROJECT, review

PROFILE = load_profile()


def test_templates_are_filled_and_folders_kept() -> None:
    values = {"项目编号": "A-1", "项目名": "示范", "县代码": "331082", "日期": "2026-11-23"}
    assert fill("{项目编号}/图件/{项目名}.pdf", values) == "A-1/图件/示范.pdf"


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("{项目}/a", {"项目名": "x"}),
        ("{项目名}/a", {"项目名": ""}),
        ("{项目名}", {"项目名": "con"}),
        ("{项目名}.", {"项目名": "x"}),
        ("{项目名}", {"项目名": "长" * 80}),
        ("../{项目名}", {"项目名": "x"}),
        ("{项目名}", {"项目名": "a/b\\c:d"[3:]}),
    ],
)
def test_names_that_no_file_system_takes_are_refused_with_a_hint(template: str, values: dict[str, str]) -> None:
    with pytest.raises(OneMapError) as caught:
        fill(template, values)
    assert caught.value.hint


@given(st.text(max_size=30))
def test_a_cleaned_value_never_leaves_its_folder(text: str) -> None:
    cleaned = clean_value(text)
    assert not set(cleaned) & set('<>:"/\\|?*\x00\n')
    assert cleaned not in (".", "..")


def test_both_profiles_load_and_every_rule_has_its_own_id() -> None:
    assert {"land_survey", "multi_survey"} <= set(available_profiles())
    for name in available_profiles():
        profile = load_profile(name)
        assert {part.kind for part in profile.parts} >= {"txt", "table", "map", "report"}
        assert profile.source
    assert len({r.id for r in RULES}) == len(RULES)
    assert load_profile().id == "land_survey"


def test_an_office_can_bring_its_own_profile_and_a_broken_one_names_file_and_field(tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "resources/package_profiles/land_survey.yaml").read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(
        text.replace("id: land_survey", "id: own").replace("rounding: half_up", "rounding: half_even"), encoding="utf-8"
    )
    assert load_profile("own", [tmp_path]).rounding == "half_even"
    (tmp_path / "own.yaml").write_text(
        text.replace("rounding: half_up", "rounding: down").replace("id: land_survey", "id: own"), encoding="utf-8"
    )
    with pytest.raises(OneMapError, match=r"own\.yaml.*rounding"):
        load_profile("own", [tmp_path])
    (tmp_path / "own.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(OneMapError, match=r"own\.yaml:1"):
        load_profile("own", [tmp_path])


def test_an_unknown_profile_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(OneMapError, match="land_survey"):
        load_profile("nowhere")


def test_shapefile_field_names_fit_ten_ascii_characters() -> None:
    data = yaml.safe_load(
        (Path(__file__).parents[3] / "resources/package_profiles/_vector_layers.yaml").read_text(encoding="utf-8")
    )
    names = [f["name"] for layer in data["common"] for f in layer["fields"]]
    assert names
    assert all(n.isascii() and n.isidentifier() and len(n) <= 10 for n in names)


def manifest_bytes() -> bytes:
    data = prepare(review(), PROFILE, "2026-11-23", versions={"onemap": "0.1.0"})
    return build_manifest(data, {"b/二.txt": b"two", "a.txt": b"one"}, {"a.txt": "txt"}, {"a.txt": {"pages": 3}})


def test_the_manifest_lists_files_numbers_sources_and_open_errors() -> None:
    manifest = json.loads(manifest_bytes())
    assert [f["path"] for f in manifest["files"]] == ["a.txt", "b/二.txt"]
    assert manifest["files"][0]["sha256"] == hashlib.sha256(b"one").hexdigest()
    assert manifest["files"][0]["size"] == 3
    assert manifest["unresolved"] == 1
    assert manifest["findings"]["error"] == {"open": 1, "fixed": 0, "accepted": 1}
    assert manifest["numbers"]["area_ha"] == "7.9264"
    assert manifest["numbers"]["parcels"][1]["rings"][1] == {"number": 2, "hole": True, "points": 4, "labels": "J5–J8"}
    assert {s["role"]: s["edition"] for s in manifest["sources"]}["DLTB"] == "2023"
    assert manifest["area_basis"] == "plane"
    assert manifest["created"] == "2026-11-23"
    assert read_manifest(manifest_bytes()) == manifest


def test_no_person_folder_or_secret_stands_in_manifest_or_report() -> None:
    data = prepare(review(), PROFILE, "2026-11-23")
    text = manifest_bytes().decode() + render_report(data, ["Noto Sans CJK SC"])
    for secret in ("zhangsan", "lisi", "secret", "abc123", "/home", "C:\\", "user:"):
        assert secret not in text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/a/x.gpkg|layername=DLTB", "x.gpkg"),
        ("C:\\Users\\b\\图\\x.shp", "x.shp"),
        ("x.shp", "x.shp"),
        ("", ""),
        ("https://u:p@h.example/wfs?token=1", "https://h.example/wfs"),
        ("dbname='gis' host=10.0.0.1 user='u' password='p' table=\"public\".\"DLTB\" (geom)", "public.DLTB"),
    ],
)
def test_sources_are_named_without_folder_user_or_key(path: str, shown: str) -> None:
    assert public_name(path) == shown


def test_the_hash_file_is_what_sha256sum_reads() -> None:
    assert hash_file(b"x\n").decode() == hashlib.sha256(b"x\n").hexdigest() + "  manifest.json\n"


def test_the_zip_is_the_same_every_time_and_unpacks_to_what_went_in() -> None:
    entries = {"乙/b.txt": b"b" * 1000, "a.txt": b"", "manifest.json": b"{}"}
    assert pack(entries) == pack(dict(reversed(list(entries.items()))))
    assert unpack(pack(entries), "x.zip") == entries
    with zipfile.ZipFile(io.BytesIO(pack(entries))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(entries)


def zip_with(name: str, content: bytes = b"x", flags: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    data = bytearray(buffer.getvalue())
    if flags:
        at = data.rindex(b"PK\x01\x02")
        struct.pack_into("<H", data, at + 8, flags)
    return bytes(data)


@pytest.mark.parametrize(
    "bad",
    [
        zip_with("../a"),
        zip_with("/etc/a"),
        zip_with("C:/a"),
        zip_with("a\\..\\b"),
        zip_with("bomb", b"\0" * 40_000_000),
        zip_with("a", flags=1),
        b"",
        b"PK",
        zip_with("a")[:-5],
    ],
    ids=["up", "absolute", "drive", "backslash", "bomb", "encrypted", "empty", "stub", "cut"],
)
def test_harmful_and_damaged_zips_are_refused(bad: bytes) -> None:
    with pytest.raises(OneMapError) as caught:
        unpack(bad, "x.zip")
    assert caught.value.hint
    assert caught.value.file == "x.zip"


@given(st.binary(max_size=300))
def test_any_bytes_are_unpacked_or_refused(data: bytes) -> None:
    with contextlib.suppress(OneMapError):
        assert unpack(data, "x.zip") == {}


def test_the_report_escapes_what_comes_from_data_and_says_what_was_not_checked() -> None:
    html = render_report(prepare(review(), PROFILE, "2026-11-23"), ["Noto Sans CJK SC"])
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;用海" in html
    assert "省级人民政府" in html
    assert "土地管理法 第四十四条" in html
    assert "<td>压覆重要矿产资源</td><td>未检查</td><td>缺少图层 KCD &amp; 版本</td>" in html
    assert "已与林业局沟通" in html
    assert "不是审批结论" in html
    assert "7.9264" in html


def test_the_report_of_an_unreviewed_set_says_so_and_claims_nothing() -> None:
    html = render_report(prepare(review(reviewed=False, checked=False), PROFILE, "2026-11-23"), ["x"])
    assert html.count("未检查") >= 5
    assert "没有压占记录" not in html
    assert "没有规则给出提示" not in html


def test_preparing_says_which_steps_were_not_run() -> None:
    data = prepare(review(reviewed=False, checked=False), PROFILE, "2026-11-23")
    assert sorted(f.key for f in data.findings if f.rule == "P-NOT-CHECKED") == ["check", "review"]
    assert not [f for f in prepare(review(), PROFILE, "2026-11-23").findings if f.rule == "P-NOT-CHECKED"]


def test_project_attributes_come_from_the_call_the_review_and_the_header_in_that_order() -> None:
    given_ = prepare(review(), PROFILE, "2026-11-23", {"项目名称": "另一项目"}).values
    assert given_["项目名"] == "另一项目"
    assert given_["项目编号"] == PROJECT["项目编号"]
    assert given_["制图单位"] == "示范测绘院"


def test_forbidden_characters_in_a_project_name_are_replaced_in_names_only_and_reported() -> None:
    data = prepare(review(), PROFILE, "2026-11-23", {"项目名": "一期/二期"})
    assert data.folder == "331082-2026-0007_一期_二期_勘测定界成果"
    assert data.values["项目名"] == "一期/二期"
    assert "P-FILE-NAME" in {f.rule for f in data.findings}


@pytest.mark.parametrize(("length", "ends"), [(10, "fine"), (75, "noted"), (120, "refused")])
def test_paths_keep_within_what_windows_opens(length: int, ends: str) -> None:
    """Folder and TXT both carry the name: ASCII of 120 is under 200 bytes each and still no path for Windows."""
    project = {**PROJECT, "项目名": "n" * length}
    if ends == "refused":
        with pytest.raises(OneMapError, match="260") as caught:
            prepare(review(), PROFILE, "2026-11-23", project)
        assert caught.value.hint
        return
    found = [f for f in prepare(review(), PROFILE, "2026-11-23", project).findings if f.rule == "P-LONG-PATH"]
    assert bool(found) == (ends == "noted")


@pytest.mark.parametrize("odd", ['a/b', "a\\b", "a:b", "a*b", "a?b", 'a"b', "a<b", "a>b", "a|b", "a.", " a", "a\tb"])
def test_characters_that_no_file_name_holds_are_replaced_in_names_only_and_said(odd: str) -> None:
    data = prepare(review(), PROFILE, "2026-11-23", {**PROJECT, "项目名": f"路{odd}"})
    assert not set('\\:*?"<>|\t') & set(data.folder + data.path("坐标数据/{项目名}.txt").split("/", 1)[1])
    assert data.path("{项目名}") == data.path("{项目名}").strip(" .")
    assert data.values["项目名"] == f"路{odd}".strip(), "the text itself stays"
    said = "P-FILE-NAME" in {f.rule for f in data.findings}
    assert said == (data.path("{项目名}") != data.values["项目名"])
