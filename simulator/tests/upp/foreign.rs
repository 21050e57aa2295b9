//! Packages that others made. Those of GSMA TS.48 are not part of this repository: the test runs where
//! `SIGNOFF_FOREIGN_DATA` names the folder that has them in `ts48/`, and then fails if they are missing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::saip::{
    Fcp, FileCommand, FilePart, FileStructure, ProfileElement, TemplateKind, elements,
};
use signoff_simulator::files::FileSystem;
use signoff_simulator::upp::{Installed, UppPlatform, install};

const TS48: [&str; 2] = ["TS48v3_SAIP2.1_NoBERTLV.der", "TS48v5_SAIP2.3_NoBERTLV.der"];

fn decoded(upp: &[u8]) -> Vec<ProfileElement> {
    elements(upp)
        .map(|tlv| ProfileElement::decode(tlv.expect("well-formed")).expect("an element"))
        .collect()
}

/// Content that a package gives, by path: each run of bytes with its place.
type Given = BTreeMap<Vec<u16>, Vec<(usize, Vec<u8>)>>;

#[derive(Default)]
struct Reader {
    given: Given,
    sizes: BTreeMap<Vec<u16>, u32>,
    links: usize,
}

impl Reader {
    fn file(&mut self, path: &[u16], fcp: &Fcp) {
        let structure = fcp
            .file_descriptor
            .as_ref()
            .and_then(signoff_protocol::saip::FileDescriptor::structure);
        if fcp.link_path.is_some() {
            self.links += 1;
        } else if let (Some(size), true) = (fcp.file_size, structure != Some(FileStructure::BerTlv)) {
            self.sizes.insert(path.to_vec(), size);
        }
    }

    fn content(&mut self, path: &[u16], at: &mut usize, content: &[u8]) {
        self.given
            .entry(path.to_vec())
            .or_default()
            .push((*at, content.to_vec()));
        *at += content.len();
    }

    /// What the elements say, read without the installer. All of them name the files' identifiers.
    fn read(&mut self, package: &[ProfileElement]) {
        let mut adf = vec![];
        for element in package {
            match element {
                ProfileElement::Template(element) => {
                    let mut top: Vec<u16> = match element.kind {
                        TemplateKind::Mf | TemplateKind::Telecom => vec![],
                        _ => adf.clone(),
                    };
                    let mut directory = top.clone();
                    for (_, file) in &element.files {
                        let Some(fcp) = file.fcp() else { continue };
                        let Some(fid) = fcp.file_id else { continue };
                        if fcp.pin_status.is_some() {
                            if fcp.df_name.is_some() {
                                adf = vec![fid];
                                top.clone_from(&adf);
                                directory.clone_from(&adf);
                            } else if directory.is_empty() {
                                top = vec![fid];
                                directory.clone_from(&top);
                            } else {
                                directory = [&top[..], &[fid]].concat();
                            }
                            continue;
                        }
                        let path = [&directory[..], &[fid]].concat();
                        self.file(&path, fcp);
                        let mut at = 0;
                        for part in &file.0 {
                            match part {
                                FilePart::FillOffset(offset) => at += usize::from(*offset),
                                FilePart::FillContent(content) => self.content(&path, &mut at, content),
                                _ => {}
                            }
                        }
                    }
                }
                ProfileElement::GenericFileManagement(element) => {
                    for list in &element.commands {
                        let (mut directory, mut path, mut at) = (vec![], vec![], 0);
                        for command in list {
                            match command {
                                FileCommand::FilePath(bytes) => {
                                    let (ids, _) = bytes.as_chunks::<2>();
                                    directory = ids.iter().map(|id| u16::from_be_bytes(*id)).collect();
                                }
                                FileCommand::CreateFcp(fcp) => {
                                    path = [&directory[..], &[fcp.file_id.expect("an identifier")]].concat();
                                    at = 0;
                                    self.file(&path, fcp);
                                }
                                FileCommand::FillOffset(offset) => at += usize::from(*offset),
                                FileCommand::FillContent(content) => self.content(&path, &mut at, content),
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn check_content(files: &FileSystem, reader: &Reader) {
    for (path, runs) in &reader.given {
        let file = files
            .by_path(path)
            .unwrap_or_else(|| panic!("no file {path:04X?}"));
        let content = files
            .content(file)
            .unwrap_or_else(|| panic!("no content of {path:04X?}"));
        for (at, run) in runs {
            assert_eq!(
                content.get(*at..at + run.len()),
                Some(run.as_slice()),
                "{path:04X?} from byte {at}"
            );
        }
    }
    for (path, size) in &reader.sizes {
        let file = files
            .by_path(path)
            .unwrap_or_else(|| panic!("no file {path:04X?}"));
        let content = files.content(file).map(|content| content.len());
        assert_eq!(content, usize::try_from(*size).ok(), "{path:04X?}");
    }
}

fn ts48(folder: &std::path::Path, name: &str) -> (Vec<ProfileElement>, Installed) {
    let path = folder.join("ts48").join(name);
    let upp = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let package = decoded(&upp);
    let written: Vec<u8> = package
        .iter()
        .flat_map(signoff_protocol::message::Encode::to_der)
        .collect();
    assert!(written == upp, "{name}: not written as it was read");
    let installation = install(&upp, &UppPlatform::default());
    let installed = installation
        .result
        .unwrap_or_else(|failure| panic!("{name}: {failure}"));
    assert_eq!(
        installation.response.to_der(),
        [0x30, 0x07, 0xA0, 0x05, 0x30, 0x03, 0x80, 0x01, 0x00]
    );
    (package, installed)
}

#[test]
fn packages_of_ts48_read_back_as_they_say() {
    let Some(folder) = std::env::var_os("SIGNOFF_FOREIGN_DATA").map(PathBuf::from) else {
        return;
    };
    for name in TS48 {
        let (package, installed) = ts48(&folder, name);
        assert_eq!(installed.iccid.to_string(), "89000123456789012341", "{name}");
        assert_eq!(installed.imsi.as_deref(), Some("001010123456063"), "{name}");
        assert_eq!(installed.naas.len(), 3, "{name}");
        assert!(installed.has_only_test_keys(), "{name}");
        assert_eq!(
            (installed.rfm.len(), installed.security_domains.len()),
            (4, 1),
            "{name}"
        );
        let mut reader = Reader::default();
        reader.read(&package);
        assert!(
            reader.given.len() > 80 && reader.sizes.len() > 80 && reader.links > 15,
            "{name}"
        );
        check_content(&installed.files, &reader);
        assert!(
            (15_000..60_000).contains(&installed.memory_bytes),
            "{}",
            installed.memory_bytes
        );
    }
}

/// A package of our own that has what those of TS.48 have, with every form of content.
#[test]
fn the_package_of_the_fixtures_reads_back_as_it_says() {
    let text = signoff_fixtures::vector("upp/all-elements.hex").expect("a fixture");
    let digits: String = text.split_whitespace().collect();
    let upp = signoff_protocol::hex::decode(&digits).expect("hex");
    let package = decoded(&upp);
    let installation = install(&upp, &UppPlatform::default());
    let installed = installation.result.expect("installed");
    let mut reader = Reader::default();
    reader.read(&package);
    assert!(reader.given.len() > 10 && reader.links > 0);
    check_content(&installed.files, &reader);
    assert_eq!(installed.iccid.to_string(), "89000123456789012341");
    assert_eq!(installed.naas.len(), 3);
    assert_eq!(
        (
            installed.rfm.len(),
            installed.cdma.len(),
            installed.applications.len()
        ),
        (1, 1, 1)
    );
}
