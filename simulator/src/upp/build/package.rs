//! The elements of a package, in their order.

use signoff_protocol::id::{Aid, Iccid, MccMnc};
use signoff_protocol::message::{Encode as _, Unknown};
use signoff_protocol::saip::{
    AkaParameter, AlgoConfiguration, AlgoParameter, Algorithm, ApplicationInstance, End, Fcp, File,
    FileDescriptor, FilePart, FileStructure, GenericFileManagement, KeyComponent, KeyObject, Oid, PeHeader,
    PinCodes, PinConfiguration, PinSource, ProfileElement, ProfileHeader, PukCodes, PukConfiguration,
    SecurityDomain, Service, ServicesList, TemplateElement, TemplateKind,
};
use signoff_protocol::tlv::Writer;

use super::content;
use super::phonebook::Phonebook;
use super::{message, phonebook_files, rules};
use crate::card_file::{
    AlgorithmName, ContactFile, MessageFile, PhonebookLayout, PhonebookPlace, ProfileClassName, ProfileFile,
};

/// PIN and PUK that a profile has if its file does not give others.
const PIN: &str = "1234";
const PUK: &str = "12345678";
const ADM: &str = "87654321";
/// K that a profile has if its file does not give another: the one of test equipment (3GPP TS 34.108 §8.2).
const KEY: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/// Key reference of the PIN of the first application, of the first administrator, and of their PUK.
const PIN1: u8 = 0x01;
const ADM1: u8 = 0x0A;
const PUK1: u8 = 0x01;
/// Temporary file identifiers of the ADFs.
const USIM: u16 = 0x7FD0;
const ISIM: u16 = 0x7FB0;

/// What a package is made of.
#[derive(Clone, Debug)]
pub struct UppContent<'a> {
    /// EF_ICCID and the header.
    pub iccid: Iccid,
    /// Digits.
    pub imsi: &'a str,
    /// `+` and digits.
    pub msisdn: Option<&'a str>,
    /// EF_SPN has its first sixteen letters.
    pub service_provider_name: &'a str,
    /// Digits of the MNC, 2 or 3.
    pub mnc_digits: u8,
    /// Group identifiers.
    pub gid1: Option<&'a [u8]>,
    /// Group identifiers.
    pub gid2: Option<&'a [u8]>,
    /// Digits of PIN 1, which is asked for if it is given.
    pub pin: Option<&'a str>,
    /// Digits of the PUK.
    pub puk: Option<&'a str>,
    /// How it authenticates.
    pub algorithm: AlgorithmName,
    /// K
    pub key: Option<&'a [u8]>,
    /// OPc or TOPc.
    pub opc: Option<&'a [u8]>,
    /// Phone book.
    pub contacts: &'a [ContactFile],
    /// Where the phone book is, and its room.
    pub phonebook: Option<&'a PhonebookLayout>,
    /// Short messages.
    pub messages: &'a [MessageFile],
    /// Records of EF_SMS.
    pub message_records: Option<u8>,
}

impl<'a> UppContent<'a> {
    /// What every profile has, and nothing else.
    pub const fn new(iccid: Iccid, imsi: &'a str, service_provider_name: &'a str) -> Self {
        Self {
            iccid,
            imsi,
            msisdn: None,
            service_provider_name,
            mnc_digits: 2,
            gid1: None,
            gid2: None,
            pin: None,
            puk: None,
            algorithm: AlgorithmName::Milenage,
            key: None,
            opc: None,
            contacts: &[],
            phonebook: None,
            messages: &[],
            message_records: None,
        }
    }
}

impl<'a> From<&'a ProfileFile> for UppContent<'a> {
    fn from(file: &'a ProfileFile) -> Self {
        let owner = file.owner.as_ref();
        let three = owner.is_some_and(|owner| has_three_digits(owner.mcc_mnc));
        let by_class = match file.class {
            ProfileClassName::Test => AlgorithmName::Test,
            _ => AlgorithmName::Milenage,
        };
        Self {
            msisdn: file.msisdn.as_deref(),
            mnc_digits: if three { 3 } else { 2 },
            gid1: owner.and_then(|owner| owner.gid1.as_deref()),
            gid2: owner.and_then(|owner| owner.gid2.as_deref()),
            pin: file.pin.as_deref(),
            puk: file.puk.as_deref(),
            algorithm: file.algorithm.unwrap_or(by_class),
            key: file.key.as_deref(),
            opc: file.opc.as_deref(),
            contacts: &file.contacts,
            phonebook: file.phonebook.as_ref(),
            messages: &file.messages,
            message_records: file.message_records,
            ..Self::new(file.iccid, &file.imsi, &file.service_provider_name)
        }
    }
}

/// Whether an MNC has three digits, and not two.
pub(crate) fn has_three_digits(mcc_mnc: MccMnc) -> bool {
    let [_, mnc3_mcc3, _] = *mcc_mnc.as_bytes();
    mnc3_mcc3 >> 4 != 0x0F
}

/// The package of a profile as its file describes it.
pub fn build(profile: &ProfileFile) -> Vec<u8> {
    build_of(&UppContent::from(profile))
}

/// The package of a profile.
pub fn build_of(content: &UppContent<'_>) -> Vec<u8> {
    let mut package = Package::new();
    let layout = content.phonebook.cloned().unwrap_or_default();
    // What does not fit was refused with the card file.
    let book = Phonebook::new(content.contacts, &layout).unwrap_or(Phonebook {
        place: layout.place,
        files: Vec::new(),
    });
    header(content).encode(&mut package.writer);
    package.template(TemplateKind::Mf, 1, mf(content));
    package.add(|header| ProfileElement::PukCodes(puks(header, content)));
    package.add(|header| ProfileElement::PinCodes(pins(header, content)));
    package.template(TemplateKind::Telecom, 3, telecom(&book));
    let commands = match (book.place, book.files.first()) {
        (PhonebookPlace::Telecom, Some(entries)) => phonebook_files::link(entries),
        (PhonebookPlace::Gsm, _) => phonebook_files::of_gsm(&book),
        _ => Vec::new(),
    };
    if !commands.is_empty() {
        package.add(|header| {
            ProfileElement::GenericFileManagement(GenericFileManagement {
                header,
                commands: vec![commands],
                unknown: Unknown::none(),
            })
        });
    }
    package.template(TemplateKind::Usim, 4, usim(content));
    package.template(TemplateKind::OptUsim, 5, opt_usim(content));
    if book.place == PhonebookPlace::Usim {
        let mut files = vec![(2, File::of_fcp(directory()))];
        files.extend(phonebook_files::by_template(&book, 0, &Fcp::default()));
        package.template(TemplateKind::Phonebook, 6, files);
    }
    package.add(|header| ProfileElement::AkaParameter(Box::new(aka(header, content))));
    package.template(TemplateKind::Isim, 8, isim(content));
    package.add(|header| ProfileElement::AkaParameter(Box::new(aka(header, content))));
    package.add(|header| ProfileElement::SecurityDomain(Box::new(security_domain(header))));
    package.add(|header| {
        ProfileElement::End(End {
            header,
            unknown: Unknown::none(),
        })
    });
    package.writer.into_bytes()
}

/// Elements and the number of the next one.
struct Package {
    writer: Writer,
    next: u16,
}

impl Package {
    fn new() -> Self {
        Self {
            writer: Writer::append_to(Vec::with_capacity(3072)),
            next: 1,
        }
    }

    fn add(&mut self, element: impl FnOnce(PeHeader) -> ProfileElement) {
        element(PeHeader::mandated(self.next)).encode(&mut self.writer);
        self.next += 1;
    }

    fn template(&mut self, kind: TemplateKind, arc: u8, files: Vec<(u8, File)>) {
        self.add(|header| {
            ProfileElement::Template(TemplateElement {
                kind,
                header,
                template: Oid::template(&[arc]),
                files,
                unknown: Unknown::none(),
            })
        });
    }
}

fn header(content: &UppContent<'_>) -> ProfileHeader {
    let algorithm = match (content.algorithm, content.key.map_or(16, <[u8]>::len)) {
        (AlgorithmName::Milenage, _) => Service::Milenage,
        (AlgorithmName::Tuak, 32) => Service::Tuak256,
        (AlgorithmName::Tuak, _) => Service::Tuak128,
        (AlgorithmName::Test, _) => Service::UsimTestAlgorithm,
    };
    let own_phonebook = content
        .phonebook
        .is_some_and(|layout| layout.place == PhonebookPlace::Usim);
    ProfileHeader {
        major_version: 2,
        minor_version: 3,
        profile_type: Some("Signoff".to_owned()),
        iccid: content.iccid,
        policy: None,
        mandatory_services: ServicesList::of([Service::Usim, Service::Isim, algorithm]),
        mandatory_templates: [1, 3, 4, 5, 8]
            .into_iter()
            .chain(own_phonebook.then_some(6))
            .map(|arc| Oid::template(&[arc]))
            .collect(),
        connectivity_parameters: None,
        mandatory_aids: None,
        iot_options: None,
        unknown: Unknown::none(),
    }
}

/// Parameters with the first rule of the EF_ARR of the MF: read always.
fn readable() -> Fcp {
    Fcp {
        security: Some(vec![0x2F, 0x06, 0x01]),
        ..Fcp::default()
    }
}

fn directory() -> Fcp {
    Fcp {
        pin_status: Some(vec![PIN1, ADM1]),
        ..readable()
    }
}

fn application(fid: u16, aid: [u8; 16]) -> File {
    File::of_fcp(Fcp {
        file_id: Some(fid),
        df_name: Aid::from_bytes(&aid).ok(),
        ..directory()
    })
}

/// A transparent file as long as its content.
fn bytes(content: Vec<u8>) -> File {
    let fcp = Fcp {
        file_size: u32::try_from(content.len()).ok(),
        ..readable()
    };
    File::new(fcp, content)
}

/// A transparent file as long as its content, with the access rule of its template.
fn by_template(content: Vec<u8>) -> File {
    let fcp = Fcp {
        file_size: u32::try_from(content.len()).ok(),
        ..Fcp::default()
    };
    File::new(fcp, content)
}

/// `count` records of a length, the first of them given.
pub(super) fn records(fcp: Fcp, record: u8, count: usize, content: Vec<u8>) -> File {
    let fcp = Fcp {
        file_descriptor: Some(FileDescriptor::new(
            FileStructure::LinearFixed,
            Some(u16::from(record)),
        )),
        file_size: u32::try_from(usize::from(record) * count).ok(),
        ..fcp
    };
    let mut file = File::of_fcp(fcp);
    if !content.is_empty() {
        file.0.push(FilePart::FillContent(content));
    }
    file
}

fn mf(content: &UppContent<'_>) -> Vec<(u8, File)> {
    vec![
        (2, File::of_fcp(directory())),
        (3, bytes(content::LANGUAGES.to_vec())),
        (4, bytes(content.iccid.as_bytes().to_vec())),
        (
            5,
            records(readable(), content::DIR_RECORD, 2, content::applications()),
        ),
        (6, rules::of_root()),
    ]
}

/// Without a PIN of its own, PIN 1 is there and is not asked for.
fn pins(header: PeHeader, content: &UppContent<'_>) -> PinCodes {
    let pin = PinConfiguration {
        key_reference: PIN1,
        value: content::digits(content.pin.unwrap_or(PIN)),
        unblocking_reference: Some(PUK1),
        attributes: content.pin.is_none().then_some(0x06),
        attempts: None,
    };
    let adm = PinConfiguration {
        key_reference: ADM1,
        value: content::digits(ADM),
        unblocking_reference: None,
        attributes: None,
        attempts: Some(0xAA),
    };
    PinCodes {
        header,
        source: PinSource::Own(vec![pin, adm]),
        unknown: Unknown::none(),
    }
}

fn puks(header: PeHeader, content: &UppContent<'_>) -> PukCodes {
    PukCodes {
        header,
        codes: vec![PukConfiguration {
            key_reference: PUK1,
            value: content::digits(content.puk.unwrap_or(PUK)),
            attempts: None,
        }],
        unknown: Unknown::none(),
    }
}

/// Parameters of files that the user changes: reads and updates with PIN 1.
pub(super) fn updatable() -> Fcp {
    Fcp {
        security: Some(vec![0x2F, 0x06, 0x02]),
        ..Fcp::default()
    }
}

fn telecom(book: &Phonebook) -> Vec<(u8, File)> {
    let mut files = vec![(2, File::of_fcp(directory()))];
    if book.place == PhonebookPlace::Telecom {
        files.push((15, File::of_fcp(directory())));
        files.extend(phonebook_files::by_template(book, 13, &updatable()));
    }
    files
}

fn usim(content: &UppContent<'_>) -> Vec<(u8, File)> {
    let messages = message::records(content.messages);
    let room = content
        .message_records
        .map_or_else(|| message::room(messages.len()), usize::from);
    let messages: Vec<u8> = messages.into_iter().take(room).flatten().collect();
    vec![
        (2, application(USIM, content::USIM_AID)),
        (3, by_template(content::imsi(content.imsi))),
        (4, rules::of_application()),
        (8, by_template(content::service_table(content))),
        (10, records(Fcp::default(), message::RECORD, room, messages)),
        (
            13,
            by_template(content::service_provider_name(content.service_provider_name)),
        ),
        // No service of the enabled services table is on; emergency calls have no codes of their own.
        (14, File::of_content(&[0x00])),
        (18, by_template(content::access_class(content.imsi))),
        (21, by_template(content::administrative(content))),
        (22, File::of_content(&[0xFF; 4])),
    ]
}

fn opt_usim(content: &UppContent<'_>) -> Vec<(u8, File)> {
    let mut files = vec![(2, by_template(content::LANGUAGES.to_vec()))];
    for (number, gid) in [(5, content.gid1), (6, content.gid2)] {
        if let Some(gid @ [_, ..]) = gid {
            files.push((number, by_template(gid.to_vec())));
        }
    }
    let msisdn = content::msisdn(content.msisdn);
    files.push((7, records(Fcp::default(), content::MSISDN_RECORD, 1, msisdn)));
    files
}

fn isim(content: &UppContent<'_>) -> Vec<(u8, File)> {
    let domain = content::domain(content);
    let identity = format!("{}@{domain}", content.imsi);
    let public = content::text_object(&format!("sip:{identity}"));
    let public_length = u8::try_from(public.len()).unwrap_or(u8::MAX);
    vec![
        (2, application(ISIM, content::ISIM_AID)),
        (3, by_template(content::text_object(&identity))),
        (4, records(Fcp::default(), public_length, 1, public)),
        (5, by_template(content::text_object(&domain))),
        (6, by_template(vec![0x00; 2])),
        (7, by_template(content::administrative(content))),
        (8, rules::of_application()),
    ]
}

fn aka(header: PeHeader, content: &UppContent<'_>) -> AkaParameter {
    let (algorithm, options, opc_length) = match content.algorithm {
        AlgorithmName::Milenage => (Algorithm::Milenage, 0x01, 16),
        AlgorithmName::Tuak => (Algorithm::Tuak, 0x01, 32),
        AlgorithmName::Test => (Algorithm::Test, 0x02, 16),
    };
    AkaParameter {
        header,
        configuration: AlgoConfiguration::Algorithm(AlgoParameter {
            algorithm,
            options,
            key: content.key.unwrap_or(&KEY).to_vec(),
            opc: content.opc.map_or_else(|| vec![0; opc_length], <[u8]>::to_vec),
            rotation_constants: None,
            xoring_constants: None,
            auth_counter_max: None,
            keccak_iterations: None,
            unknown: Unknown::none(),
        }),
        sqn_options: None,
        sqn_delta: None,
        sqn_age_limit: None,
        sqn_init: None,
        unknown: Unknown::none(),
    }
}

/// The MNO-SD with a key set for SCP80.
fn security_domain(header: PeHeader) -> SecurityDomain {
    let aid = |tail: &[u8]| Aid::from_bytes(&[&[0xA0, 0x00, 0x00, 0x01, 0x51][..], tail].concat());
    let or_first = |aid: Result<Aid, _>| aid.unwrap_or(Aid::ISD_R);
    let keys = [(1, 0x18), (2, 0x14), (3, 0x48)].map(|(identifier, usage)| KeyObject {
        usage: vec![usage],
        access: None,
        identifier,
        version: 1,
        counter: None,
        components: vec![KeyComponent {
            key_type: vec![0x88],
            data: KEY.to_vec(),
            mac_length: None,
        }],
    });
    SecurityDomain {
        header,
        instance: ApplicationInstance {
            load_package_aid: or_first(aid(&[0x53, 0x50])),
            class_aid: or_first(aid(&[0x53, 0x50, 0x41])),
            instance_aid: or_first(aid(&[0x00, 0x00, 0x00])),
            security_domain_aid: None,
            privileges: vec![0x82, 0xDC, 0x00],
            life_cycle: Some(0x0F),
            specific_parameters: vec![0x81, 0x02, 0x80, 0x00],
            unknown: Unknown::none(),
        },
        keys: Some(keys.to_vec()),
        personalisation: None,
        unknown: Unknown::none(),
    }
}
