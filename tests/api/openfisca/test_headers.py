"""What every reply of OpenFisca's routes bears, how documents are kept, and whose host is repeated."""

from importlib.metadata import version

import pytest

from tests.api.openfisca.read_service import country, jordan, read

DOCUMENTS = ("/entities", "/parameters", "/parameter/taxes/income_tax_rate", "/variables", "/variable/birth", "/spec")


@pytest.mark.parametrize("path", ["/", *DOCUMENTS, "/parameters/", "/parameter/none", "/no/such/address"])
def test_every_reply_names_the_country_package(path):
    headers = country().get(path).headers
    assert headers["Country-Package"] == "openfisca-country_template"
    assert headers["Country-Package-Version"] == version("openfisca-country-template")


def test_our_own_package_is_named_beside_the_digest_of_its_law():
    headers = jordan().get("/variables").headers
    assert headers["Country-Package"] == "openfisca-jordan-sp"
    assert headers["Country-Package-Version"] == version("openfisca-jordan-sp")
    assert headers["Parameters-Digest"]


def test_the_root_welcomes_and_leads_to_the_document():
    reply = country().get("/")
    assert reply.status_code == 300
    assert "http://localhost/spec" in reply.get_json()["welcome"]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_that_the_caller_has_is_not_sent_again(path):
    first = country().get(path)
    assert first.headers["Cache-Control"].startswith("public")
    again = country().get(path, headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Country-Package"]
    assert country().get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_documents_of_two_services_have_two_tags():
    assert country().get("/entities").headers["ETag"] != jordan().get("/entities").headers["ETag"]


def test_errors_are_not_kept():
    reply = country().get("/variable/none")
    assert "ETag" not in reply.headers
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", *DOCUMENTS])
def test_the_head_of_a_document_and_what_may_be_asked_can_be_asked(path):
    whole, head = country().get(path), country().head(path)
    assert (head.status_code, head.data) == (whole.status_code, b"")
    assert head.headers.get("ETag") == whole.headers.get("ETag")
    options = country().options(path)
    assert options.status_code == 200
    assert set(options.allow) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_documents_cannot_be_written(path):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        reply = country().open(path, method=method)
        assert reply.status_code == 405
        assert reply.mimetype.endswith("json")


@pytest.mark.parametrize("host", ["law.example", "law.example:8080", "127.0.0.1:5000", "[::1]:5000"])
def test_addresses_begin_with_the_host_that_was_asked(host):
    listed = read(country(), "/variables", headers={"Host": host})
    assert listed["birth"]["href"] == f"http://{host}/variable/birth"
    assert read(country(), "/spec", headers={"Host": host})["servers"] == [{"url": f"http://{host}"}]


@pytest.mark.parametrize(
    "host",
    [
        'evil"><script>alert(1)</script>',
        "a/b",
        "user:pass@evil.example",
        "evil.example\\",
        "a b",
        "مضيف",
        "a:b:c",
        "?",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/parameters", "/variables", "/spec"])
def test_a_forged_host_is_refused_and_not_repeated(path, host):
    reply = country().get(path, headers={"Host": host})
    assert reply.status_code == 400
    assert reply.get_json().keys() == {"error"}
    assert not host or host not in reply.text


def test_a_host_forwarded_by_a_stranger_is_not_repeated():
    listed = country().get("/variables", headers={"X-Forwarded-Host": "evil.example"}).text
    assert "evil.example" not in listed


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "//evil.example/parameters/"])
def test_no_address_leads_to_another_host(path):
    reply = country().open(path=path, base_url="http://localhost", method="GET", environ_overrides={"PATH_INFO": path})
    assert reply.status_code == 404
    assert "Location" not in reply.headers


def test_the_address_that_a_slash_leads_to_is_quoted():
    reply = country().get("/variable/%0D%0AX-Evil:1%3Fa%23b/")
    assert reply.status_code == 302
    assert reply.headers["Location"] == "/variable/%0D%0AX-Evil%3A1%3Fa%23b"
