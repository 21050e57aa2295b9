//! What ends an installation, and what is left out (statuses of the profile package specification).

use signoff_protocol::message::Unknown;
use signoff_protocol::saip::{
    AlgoConfiguration, Algorithm, FilePart, NonStandard, Oid, PeHeader, PeStatus, PeStatusCode, PinSource,
    ProfileElement, Service, ServicesList, TemplateKind,
};
use signoff_simulator::upp::{UppPlatform, install};

use crate::script::{bytes, check, check_bytes, installed, number, package, place, unknown};

use PeStatusCode::{
    BadValues, FeatureNotSupported, InvalidParameter, InvalidRequestFormat, NotEnoughMemory, PeNotSupported,
    PinCodeMissing, TemplateNotSupported, UnsupportedProfileVersion,
};

fn kind(kind: TemplateKind) -> impl Fn(&ProfileElement) -> bool {
    move |element| matches!(element, ProfileElement::Template(own) if own.kind == kind)
}

#[track_caller]
fn with_header(change: impl Fn(&mut signoff_protocol::saip::ProfileHeader), want: PeStatusCode) {
    let mut package = package();
    if let ProfileElement::Header(header) = &mut package[0] {
        change(header);
    }
    check(&package, want, None);
}

#[test]
fn headers() {
    with_header(|header| header.major_version = 1, UnsupportedProfileVersion);
    with_header(|header| header.major_version = 4, UnsupportedProfileVersion);
    with_header(
        |header| header.mandatory_services = ServicesList::of([Service::Usim, Service::Cave]),
        FeatureNotSupported,
    );
    with_header(
        |header| header.mandatory_templates.push(Oid::template(&[99])),
        TemplateNotSupported,
    );
    let mut other = package();
    if let ProfileElement::Header(header) = &mut other[0] {
        header.iccid = "8932991000000000023".parse().expect("an ICCID");
    }
    check(&other, BadValues, Some(1));
}

#[test]
fn the_missing_service_is_named() {
    let mut package = package();
    if let ProfileElement::Header(header) = &mut package[0] {
        header.mandatory_services = ServicesList::of([Service::Cave]);
    }
    let response = installed(&package).response;
    assert_eq!(response.statuses[0].additional_information, Some(6));
}

#[test]
fn order() {
    let whole = package();
    let mut two_headers = whole.clone();
    two_headers.insert(1, whole[0].clone());
    check(&two_headers, InvalidRequestFormat, None);
    check(&whole[1..], InvalidRequestFormat, Some(1));
    check(&whole[..whole.len() - 1], InvalidRequestFormat, None);
    check(&[], InvalidRequestFormat, None);
    let mut behind = bytes(&whole);
    behind.extend(bytes(&whole[..1]));
    check_bytes(&behind, InvalidRequestFormat, None);
    let mut early = whole.clone();
    let usim = place(&early, kind(TemplateKind::Usim));
    let element = early.remove(usim);
    early.insert(1, element.clone());
    check(&early, InvalidRequestFormat, number(&element));
    let mut without = whole.clone();
    without.remove(usim);
    check(&without, InvalidRequestFormat, number(&whole[usim + 1]));
    check(
        &[whole[0].clone(), whole[whole.len() - 1].clone()],
        InvalidRequestFormat,
        None,
    );
}

#[test]
fn numbers_are_unique() {
    let mut package = package();
    let (first, second) = (number(&package[1]), number(&package[2]));
    assert_ne!(first, second);
    if let ProfileElement::PukCodes(puks) = &mut package[2] {
        puks.header.identification = 1;
    }
    check(&package, BadValues, Some(1));
}

#[test]
fn elements_that_are_not_known() {
    for (mandated, refused) in [(false, false), (true, true)] {
        let mut package = package();
        package.insert(3, unknown(mandated));
        if refused {
            check(&package, PeNotSupported, Some(900));
            continue;
        }
        let installation = installed(&package);
        assert!(installation.result.is_ok());
        let statuses = [
            PeStatus::new(PeStatusCode::Ok, None),
            PeStatus::new(PeNotSupported, Some(900)),
        ];
        assert_eq!(installation.response.statuses, statuses);
        assert!(!installation.response.installation_aborted);
    }
    let mut package = package();
    package.insert(
        3,
        ProfileElement::NonStandard(NonStandard {
            header: PeHeader::mandated(901),
            issuer: Oid::template(&[1]),
            content: vec![1, 2, 3],
            unknown: Unknown::none(),
        }),
    );
    check(&package, PeNotSupported, Some(901));
}

#[test]
fn templates_that_are_not_known() {
    for (mandated, refused) in [(false, false), (true, true)] {
        let mut package = package();
        let isim = place(&package, kind(TemplateKind::OptUsim));
        let mut named = None;
        if let ProfileElement::Template(element) = &mut package[isim] {
            element.template = Oid::template(&[77]);
            element.header.mandated = mandated;
            named = Some(element.header.identification);
        }
        if refused {
            check(&package, TemplateNotSupported, named);
        } else {
            let statuses = installed(&package).response.statuses;
            assert_eq!(statuses[1..], [PeStatus::new(TemplateNotSupported, named)]);
        }
    }
    let mut package = package();
    let usim = place(&package, kind(TemplateKind::Usim));
    if let ProfileElement::Template(element) = &mut package[usim] {
        element.template = Oid::template(&[8]);
    }
    let named = number(&package[usim]);
    check(&package, BadValues, named);
}

/// Changes the file with a number of an element, and wants a status for the element.
#[track_caller]
fn with_file(own: TemplateKind, file: u8, change: impl Fn(&mut Vec<FilePart>), want: PeStatusCode) {
    let mut package = package();
    let at = place(&package, kind(own));
    if let ProfileElement::Template(element) = &mut package[at] {
        let file = element.files.iter_mut().find(|(number, _)| *number == file);
        change(&mut file.expect("a file").1.0);
    }
    let named = number(&package[at]);
    check(&package, want, named);
}

fn fcp(parts: &mut [FilePart]) -> &mut signoff_protocol::saip::Fcp {
    match &mut parts[0] {
        FilePart::FileDescriptor(fcp) => fcp,
        _ => panic!("no parameters"),
    }
}

#[test]
fn files() {
    use TemplateKind::{Isim, Mf, Telecom, Usim};
    with_file(
        Usim,
        3,
        |parts| parts.push(FilePart::FillContent(vec![0])),
        BadValues,
    );
    with_file(
        Usim,
        3,
        |parts| parts.insert(1, FilePart::FillOffset(1)),
        BadValues,
    );
    with_file(Usim, 2, |parts| fcp(parts).file_id = None, BadValues);
    with_file(Usim, 2, |parts| fcp(parts).df_name = None, BadValues);
    with_file(
        Isim,
        2,
        |parts| fcp(parts).file_id = Some(0x7FD0),
        InvalidParameter,
    );
    with_file(
        Usim,
        8,
        |parts| fcp(parts).file_id = Some(0x6F07),
        InvalidParameter,
    );
    with_file(Telecom, 24, |parts| fcp(parts).file_size = Some(43), BadValues);
    with_file(
        Telecom,
        24,
        |parts| fcp(parts).file_size = Some(44 * 255),
        BadValues,
    );
    with_file(
        Telecom,
        24,
        |parts| fcp(parts).short_id = Some(Some(0xFF)),
        BadValues,
    );
    with_file(Isim, 3, |parts| fcp(parts).file_size = None, BadValues);
    with_file(
        Mf,
        3,
        |parts| fcp(parts).file_size = Some(1 << 20),
        NotEnoughMemory,
    );
    with_file(
        Telecom,
        24,
        |parts| fcp(parts).link_path = Some(vec![0x7F, 0x66]),
        InvalidParameter,
    );
    with_file(
        Usim,
        2,
        |parts| fcp(parts).pin_status = Some(vec![0x81]),
        PinCodeMissing,
    );
    with_file(
        Mf,
        2,
        |parts| fcp(parts).pin_status = Some(vec![0x02]),
        PinCodeMissing,
    );
}

#[test]
fn memory() {
    let upp = bytes(&package());
    let needed = installed(&package()).result.expect("installed").memory_bytes;
    for (free_bytes, fits) in [(needed, true), (needed - 1, false)] {
        let platform = UppPlatform {
            free_bytes,
            ..UppPlatform::default()
        };
        let result = install(&upp, &platform).result;
        assert_eq!(result.is_ok(), fits);
        if let Err(failure) = result {
            assert_eq!(failure.status, NotEnoughMemory);
        }
    }
}

#[test]
fn pins_and_puks() {
    let whole = package();
    let pins = place(&whole, |element| matches!(element, ProfileElement::PinCodes(_)));
    let change = |change: &dyn Fn(&mut PinSource), want, own: Option<u16>| {
        let mut package = whole.clone();
        if let ProfileElement::PinCodes(element) = &mut package[pins] {
            change(&mut element.source);
        }
        check(&package, want, own);
    };
    let named = number(&whole[pins]);
    let first = |source: &mut PinSource, change: &dyn Fn(&mut signoff_protocol::saip::PinConfiguration)| {
        if let PinSource::Own(list) = source {
            change(&mut list[0]);
        }
    };
    change(
        &|source| first(source, &|pin| pin.unblocking_reference = Some(8)),
        PinCodeMissing,
        named,
    );
    change(
        &|source| first(source, &|pin| pin.key_reference = 0x09),
        BadValues,
        named,
    );
    change(
        &|source| first(source, &|pin| pin.key_reference = 0x0A),
        BadValues,
        named,
    );
    change(
        &|source| first(source, &|pin| pin.attempts = Some(0x34)),
        BadValues,
        named,
    );
    change(
        &|source| *source = PinSource::SharedWith(vec![0x7F, 0x66]),
        PinCodeMissing,
        named,
    );
    let mut none = whole.clone();
    none.remove(pins);
    check(&none, PinCodeMissing, Some(1));
}

#[test]
fn keys() {
    let whole = package();
    let aka = place(&whole, |element| {
        matches!(element, ProfileElement::AkaParameter(_))
    });
    let change = |change: &dyn Fn(&mut signoff_protocol::saip::AkaParameter), want| {
        let mut package = whole.clone();
        if let ProfileElement::AkaParameter(element) = &mut package[aka] {
            change(element);
        }
        check(&package, want, number(&whole[aka]));
    };
    let own = |element: &mut signoff_protocol::saip::AkaParameter,
               change: &dyn Fn(&mut signoff_protocol::saip::AlgoParameter)| {
        if let AlgoConfiguration::Algorithm(own) = &mut element.configuration {
            change(own);
        }
    };
    change(&|element| own(element, &|own| own.key = vec![1; 15]), BadValues);
    change(&|element| own(element, &|own| own.opc = vec![1; 32]), BadValues);
    change(
        &|element| own(element, &|own| own.algorithm = Algorithm::Other(9)),
        BadValues,
    );
    change(&|element| element.sqn_init = Some(vec![[0; 6]; 31]), BadValues);
    let mapping = |aid: &[u8]| {
        AlgoConfiguration::Mapping(signoff_protocol::saip::MappingParameter {
            options: 0,
            source: signoff_protocol::id::Aid::from_bytes(aid).expect("an AID"),
        })
    };
    change(
        &|element| element.configuration = mapping(&[1; 7]),
        InvalidParameter,
    );
    // The ISIM may have the key of the USIM.
    let mut shared = whole.clone();
    let usim = installed(&whole).result.expect("installed").naas[0].aid;
    let last = shared
        .iter()
        .rposition(|element| matches!(element, ProfileElement::AkaParameter(_)));
    if let Some(ProfileElement::AkaParameter(element)) = last.and_then(|last| shared.get_mut(last)) {
        element.configuration = mapping(usim.as_bytes());
    }
    assert!(installed(&shared).result.is_ok());
}

#[test]
fn bytes_that_are_no_elements() {
    let upp = bytes(&package());
    check_bytes(&upp[..upp.len() - 1], InvalidRequestFormat, None);
    check_bytes(&[0x80], InvalidRequestFormat, None);
    check_bytes(&[0xA0, 0x00], BadValues, None);
}
