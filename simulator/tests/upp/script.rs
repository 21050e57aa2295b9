//! Packages taken to pieces and put together again.

use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::saip::{PeHeader, PeStatusCode, ProfileElement, elements};
use signoff_simulator::card_file::{CardFile, ProfileFile};
use signoff_simulator::upp::{Installation, UppPlatform, install};

const CARD: &str = r#"
about: One profile with all that a package can have.
eid: "89999901001234567000000000000138"
profiles:
  - name: home
    iccid: "8932991000000000015"
    imsi: "206010000000001"
    msisdn: "+32470000001"
    service_provider_name: Home Mobile
    profile_name: Home Mobile eSIM
    owner: { mcc_mnc: 206-01, gid1: "0A" }
    pin: "4321"
    contacts:
      - { name: Mam, number: "+32470000002" }
      - { name: Zoë, number: "112" }
    messages:
      - { number: "+32470000002", text: Dag, received: "2026-03-04T05:06:07Z", state: unread }
"#;

pub(crate) fn profile() -> ProfileFile {
    let card = CardFile::parse(CARD).expect("a card file");
    card.check().expect("a card that can be");
    card.profiles.into_iter().next().expect("one profile")
}

/// The elements of the package of [`profile`].
pub(crate) fn package() -> Vec<ProfileElement> {
    elements(&signoff_simulator::upp::build(&profile()))
        .map(|tlv| ProfileElement::decode(tlv.expect("well-formed")).expect("an element"))
        .collect()
}

pub(crate) fn bytes(package: &[ProfileElement]) -> Vec<u8> {
    package
        .iter()
        .flat_map(signoff_protocol::message::Encode::to_der)
        .collect()
}

pub(crate) fn installed(package: &[ProfileElement]) -> Installation {
    install(&bytes(package), &UppPlatform::default())
}

/// Installs, and wants this status for the element with this number.
#[track_caller]
pub(crate) fn check(package: &[ProfileElement], want: PeStatusCode, identification: Option<u16>) {
    check_bytes(&bytes(package), want, identification);
}

#[track_caller]
pub(crate) fn check_bytes(upp: &[u8], want: PeStatusCode, identification: Option<u16>) {
    let installation = install(upp, &UppPlatform::default());
    let failure = installation.result.expect_err("a package that is refused");
    assert_eq!(
        (failure.status, failure.identification),
        (want, identification),
        "{failure}"
    );
    let last = installation.response.statuses.last().expect("a status");
    assert_eq!((last.status, last.identification), (want, identification));
    assert!(installation.response.installation_aborted);
}

/// Place of the first element of a kind.
pub(crate) fn place(package: &[ProfileElement], is: impl Fn(&ProfileElement) -> bool) -> usize {
    package.iter().position(is).expect("an element of this kind")
}

pub(crate) fn number(element: &ProfileElement) -> Option<u16> {
    element.pe_header().map(|header| header.identification)
}

/// An element of a tag that nobody knows.
pub(crate) fn unknown(mandated: bool) -> ProfileElement {
    let header = PeHeader {
        mandated,
        identification: 900,
    };
    let end = ProfileElement::End(signoff_protocol::saip::End {
        header,
        unknown: signoff_protocol::message::Unknown::none(),
    });
    let mut bytes = end.to_der();
    bytes[0] = 0xAB;
    ProfileElement::from_der(&bytes).expect("an element")
}
