"""Written names: what is a type word, what is part of the name, and what does not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.regions import normalise
from iga_core.regions.names import MAX_LENGTH, readings, type_of

any_text = st.text(st.characters(), max_size=MAX_LENGTH + 50)


@pytest.mark.parametrize(
    ("text", "type_", "key"),
    [
        ("Kab Bandung", "kabupaten", "bandung"),
        ("Kab. Bandung", "kabupaten", "bandung"),
        ("Kab.Bandung", "kabupaten", "bandung"),
        ("KABUPATEN BANDUNG", "kabupaten", "bandung"),
        ("Pemkab Bandung", "kabupaten", "bandung"),
        ("Kota Bandung", "kota", "bandung"),
        ("Pemkot Bandung", "kota", "bandung"),
        ("Pemko Padang", "kota", "padang"),
        ("Prov. Jambi", "provinsi", "jambi"),
        ("Provinsi Jambi", "provinsi", "jambi"),
        ("Propinsi Jambi", "provinsi", "jambi"),
        ("Pemprov Jambi", "provinsi", "jambi"),
        ("Pemerintah Kota Solok", "kota", "solok"),
        ("Pemerintah Kabupaten Solok", "kabupaten", "solok"),
        ("Pemerintah Provinsi Jambi", "provinsi", "jambi"),
        ("Pemerintah Daerah Kabupaten Solok", "kabupaten", "solok"),
        ("Pemerintah Daerah Solok", None, "solok"),
        ("Pemda Solok", None, "solok"),
        ("Kota Administrasi Jakarta Barat", "kota", "jakartabarat"),
        ("Kota Adm. Jakarta Barat", "kota", "jakartabarat"),
        ("Kab. Adm. Kepulauan Seribu", "kabupaten", "kepulauanseribu"),
        ("Solok, Kota", "kota", "solok"),
        ("Solok (Kab.)", "kabupaten", "solok"),
        ("Kotabaru", None, "kotabaru"),
        ("Kotamobagu", None, "kotamobagu"),
        ("Kotawaringin Barat", None, "kotawaringinbarat"),
        ("Kabanjahe", None, "kabanjahe"),
        ("Kota Kotamobagu", "kota", "kotamobagu"),
        ("Kabupaten Kotabaru", "kabupaten", "kotabaru"),
        ("Lima Puluh Kota", None, "limapuluhkota"),
        ("Pare-Pare", None, "parepare"),
        ("D.I. Yogyakarta", None, "diyogyakarta"),
        ("Sawahlunto/Sijunjung", None, "sawahluntosijunjung"),
        ("Pangkajene & Kepulauan", None, "pangkajenekepulauan"),
    ],
)
def test_type_word_and_key(text: str, type_: str | None, key: str) -> None:
    assert normalise(text) == (type_, key)


@pytest.mark.parametrize(
    "text",
    [
        "Banda\u200bAceh",  # zero-width space
        "\ufeffBanda Aceh",  # byte order mark
        "Banda\u00a0Aceh",  # no-break space
        "Ban\u00adda Aceh",  # soft hyphen
        "Banda\tAceh\r\n",
        "Banda \x07Aceh",
        "BÁNDA ACÈH",
        "\uff22\uff41\uff4e\uff44\uff41\u3000\uff21\uff43\uff45\uff48",
        "Banda\u2011Aceh",
        "«Banda \u2013 Aceh».",
    ],
)
def test_what_is_not_seen_does_not_count(text: str) -> None:
    assert normalise(text) == (None, "bandaaceh")


def test_a_leading_word_may_belong_to_the_name() -> None:
    assert set(readings("Kota Baru")) == {(None, "kotabaru"), ("kota", "baru")}
    assert (None, "daerahistimewayogyakarta") in readings("Pemerintah Daerah Istimewa Yogyakarta")


@pytest.mark.parametrize(
    ("text", "type_"), [("Kab.", "kabupaten"), ("Pemerintah Kota", "kota"), ("Kota Solok", None)]
)
def test_a_type_alone(text: str, type_: str | None) -> None:
    assert type_of(text) == type_


def test_text_too_long_for_a_name_has_no_key() -> None:
    assert normalise("a" * MAX_LENGTH) == (None, "a" * MAX_LENGTH)
    assert normalise("a" * (MAX_LENGTH + 1)) == (None, "")


@given(any_text)
def test_a_key_stays_what_it_is(text: str) -> None:
    key = normalise(text).key
    assert (None, key) in readings(key) or len(key) > MAX_LENGTH
