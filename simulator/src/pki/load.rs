//! Keys and certificates from a folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use der::pem;
use p256::SecretKey;
use p256::ecdsa::SigningKey;
use p256::pkcs8::DecodePrivateKey;
use signoff_protocol::id::Eid;

use super::certificate::Certificate;
use super::generate::{issue_euicc, key};
use super::{Pki, PkiError, Role, VerifyError, verify_chain};

/// More files than this are no PKI folder.
const MAX_FILES: usize = 256;
/// Longer files are neither keys nor certificates, bytes.
const MAX_LENGTH: u64 = 64 * 1024;

pub(super) fn load(directory: &Path, eid: Eid) -> Result<Pki, PkiError> {
    let folder = Folder::read(directory)?;
    let (euicc, euicc_key, eum) = match folder.own(Role::Euicc)? {
        Some((euicc, own_key)) => {
            let found = euicc
                .certificate
                .eid()
                .map_err(|source| folder.no_chain(source))?;
            if found != eid {
                return Err(PkiError::OtherEid {
                    path: euicc.path.clone(),
                    found,
                    expected: eid,
                });
            }
            let eum = folder.issuer_of(&euicc.certificate, Role::Eum)?;
            (euicc.der.clone(), own_key.clone(), eum)
        }
        None => match folder.own(Role::Eum)? {
            Some((eum, eum_key)) => {
                let new_key = key("eUICC", 0, eid.as_bytes())?;
                let euicc = issue_euicc(eid, &new_key, &eum.certificate, eum_key)?;
                (euicc, new_key, eum)
            }
            None => {
                return Err(folder.missing(
                    "certificate with its key",
                    "put the eUICC's certificate and key there, or the EUM's, with which a certificate for the card \
                     is issued",
                ));
            }
        },
    };
    let ci = folder.issuer_of(&eum.certificate, Role::Ci)?;
    verify_chain(&euicc, &eum.der, Some(&ci.der)).map_err(|source| folder.no_chain(source))?;
    let mut pki = Pki {
        ci_pk_id: ci.certificate.key_id().unwrap_or_default(),
        ci: ci.der.clone(),
        eum: eum.der.clone(),
        euicc,
        key: euicc_key,
        anchors: Arc::default(),
    };
    pki.trust(&ci.der).map_err(|source| folder.no_chain(source))?;
    // Other CIs that lie there, of another curve or edition, are trusted where they are well-formed.
    for other in folder.of(Role::Ci).filter(|other| other.der != ci.der) {
        let _ = pki.trust(&other.der);
    }
    Ok(pki)
}

pub(super) struct Found {
    path: PathBuf,
    role: Role,
    pub(super) der: Vec<u8>,
    pub(super) certificate: Certificate,
}

/// What of a folder is of use here: certificates of known roles, and keys, all on P-256. Certificates of other
/// curves, which lie beside them in published folders, are passed over.
pub(super) struct Folder<'a> {
    directory: &'a Path,
    certificates: Vec<Found>,
    keys: Vec<SigningKey>,
}

impl<'a> Folder<'a> {
    pub(super) fn read(directory: &'a Path) -> Result<Self, PkiError> {
        let mut folder = Self {
            directory,
            certificates: Vec::new(),
            keys: Vec::new(),
        };
        for path in files(directory)? {
            let bytes = read(&path)?;
            if bytes.starts_with(b"-----BEGIN ") || contains(&bytes, b"\n-----BEGIN ") {
                folder.take_pem(&path, &bytes)?;
            } else if !folder.take_der(&path, &bytes) && looks_like_der(&path) {
                return Err(PkiError::Malformed {
                    path,
                    reason: "neither a certificate nor a private key".to_owned(),
                });
            }
        }
        Ok(folder)
    }

    fn take_pem(&mut self, path: &Path, bytes: &[u8]) -> Result<(), PkiError> {
        let malformed = |reason: String| PkiError::Malformed {
            path: path.to_owned(),
            reason,
        };
        let text = std::str::from_utf8(bytes).map_err(|error| malformed(error.to_string()))?;
        let starts: Vec<usize> = text
            .match_indices("-----BEGIN ")
            .map(|(start, _)| start)
            .collect();
        for (index, start) in starts.iter().enumerate() {
            let block = text.get(*start..starts.get(index + 1).copied().unwrap_or(text.len()));
            let block = block.unwrap_or_default().trim_end();
            let (label, der) =
                pem::decode_vec(block.as_bytes()).map_err(|error| malformed(format!("not PEM: {error}")))?;
            match label {
                "CERTIFICATE" | "PRIVATE KEY" | "EC PRIVATE KEY" if !self.take_der(path, &der) => {
                    return Err(malformed(format!("a block \"{label}\" can't be read")));
                }
                "ENCRYPTED PRIVATE KEY" => {
                    return Err(malformed(
                        "the key is encrypted; store it without a password".to_owned(),
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes a certificate or a key; `false` when it is neither.
    fn take_der(&mut self, path: &Path, der: &[u8]) -> bool {
        let key = SecretKey::from_pkcs8_der(der).ok();
        if let Some(key) = key.or_else(|| SecretKey::from_sec1_der(der).ok()) {
            let key = SigningKey::from(key);
            if !self
                .keys
                .iter()
                .any(|known| known.verifying_key() == key.verifying_key())
            {
                self.keys.push(key);
            }
            return true;
        }
        let certificate = match Certificate::parse(Role::Euicc, der) {
            Ok(certificate) => certificate,
            Err(VerifyError::Unsupported { .. }) => return true,
            Err(_) => return false,
        };
        let known = self.certificates.iter().any(|known| known.der == der);
        if let (Some(role), false) = (certificate.claimed_role(), known)
            && let Ok(certificate) = Certificate::parse(role, der)
        {
            self.certificates.push(Found {
                path: path.to_owned(),
                role,
                der: der.to_vec(),
                certificate,
            });
        }
        true
    }

    /// The certificate of a role whose key is there.
    pub(super) fn own(&self, role: Role) -> Result<Option<(&Found, &SigningKey)>, PkiError> {
        let own = self.of(role).filter_map(|found| {
            let key = self
                .keys
                .iter()
                .find(|key| found.certificate.key().belongs_to(key));
            key.map(|key| (found, key))
        });
        let own: Vec<_> = own.collect();
        match own.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            [first, second, ..] => Err(ambiguous(role, first.0, second.0)),
        }
    }

    /// The certificate of a role that issued another one.
    pub(super) fn issuer_of(&self, certificate: &Certificate, role: Role) -> Result<&Found, PkiError> {
        let issuers: Vec<&Found> = self
            .of(role)
            .filter(|found| certificate.check_issued_by(&found.certificate).is_ok())
            .collect();
        match issuers.as_slice() {
            [] => {
                // One certificate that did not issue it: say why it is none, instead of that there is none.
                let mut others = self.of(role);
                match (others.next(), others.next()) {
                    (Some(other), None) => Err(match certificate.check_issued_by(&other.certificate) {
                        Err(source) => self.no_chain(source),
                        Ok(()) => self.missing(certificate_name(role), ""),
                    }),
                    _ => Err(self.missing(
                        certificate_name(role),
                        "put the whole chain there: CI, EUM and, if there is one, eUICC certificate",
                    )),
                }
            }
            [only] => Ok(only),
            [first, second, ..] => Err(ambiguous(role, first, second)),
        }
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &Found> {
        self.certificates.iter().filter(move |found| found.role == role)
    }

    pub(super) fn no_chain(&self, source: VerifyError) -> PkiError {
        PkiError::Chain {
            directory: self.directory.to_owned(),
            source,
        }
    }

    pub(super) fn missing(&self, part: &'static str, hint: &'static str) -> PkiError {
        PkiError::Missing {
            directory: self.directory.to_owned(),
            part,
            hint,
        }
    }
}

fn ambiguous(role: Role, first: &Found, second: &Found) -> PkiError {
    PkiError::Ambiguous {
        part: certificate_name(role),
        first: first.path.clone(),
        second: second.path.clone(),
    }
}

const fn certificate_name(role: Role) -> &'static str {
    match role {
        Role::Ci => "CI certificate",
        Role::Eum => "EUM certificate",
        Role::Euicc => "eUICC certificate",
        Role::DpTls => "DPtls certificate",
        Role::DpAuth => "DPauth certificate",
        Role::DpPb => "DPpb certificate",
        Role::DsTls => "DStls certificate",
        Role::DsAuth => "DSauth certificate",
    }
}

/// The files of the folder and of the folders in it, by name: published PKIs have one folder per role.
fn files(directory: &Path) -> Result<Vec<PathBuf>, PkiError> {
    let mut files = Vec::new();
    let mut folders = vec![(directory.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
            let path = entry.map_err(|source| unreadable(&folder, source))?.path();
            if path.is_dir() && depth < 2 {
                folders.push((path, depth + 1));
            } else if path.is_file() {
                files.push(path);
            }
            if files.len() + folders.len() > MAX_FILES {
                return Err(PkiError::Malformed {
                    path: directory.to_owned(),
                    reason: format!(
                        "more than {MAX_FILES} files; this is no folder of keys and certificates"
                    ),
                });
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// A file's contents; nothing for one that is too long to be of use.
fn read(path: &Path) -> Result<Vec<u8>, PkiError> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    file.take(MAX_LENGTH + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| unreadable(path, source))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_LENGTH) {
        bytes.clear();
    }
    Ok(bytes)
}

fn unreadable(path: &Path, source: io::Error) -> PkiError {
    PkiError::Read {
        path: path.to_owned(),
        source,
    }
}

/// A README is passed over; a file that says it is a key or certificate must be one.
fn looks_like_der(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| matches!(extension, "der" | "pem" | "crt" | "cer" | "key"))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use p256::pkcs8::{EncodePrivateKey, LineEnding};

    use super::super::verify_signature;
    use super::*;

    const EID: &str = "89049032123451234512345678901235";

    struct Given {
        directory: tempfile::TempDir,
        pki: Pki,
        eum_key: SecretKey,
        euicc_key: SecretKey,
    }

    fn eid() -> Eid {
        EID.parse().unwrap()
    }

    fn pem(label: &str, der: &[u8]) -> String {
        pem::encode_string(label, LineEnding::LF, der).unwrap()
    }

    impl Given {
        /// A folder with the CI's certificate.
        fn new() -> Self {
            let given = Self {
                directory: tempfile::tempdir().unwrap(),
                pki: Pki::generate(eid(), 9).unwrap(),
                eum_key: key("EUM", 9, b"89049032").unwrap().into(),
                euicc_key: key("eUICC", 9, eid().as_bytes()).unwrap().into(),
            };
            given.put("CERT_CI.der", given.pki.ci_certificate());
            given
        }

        fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
            let path = self.directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }

        fn load(&self) -> Result<Pki, PkiError> {
            Pki::load(self.directory.path(), eid())
        }

        #[track_caller]
        fn refused(&self, want: &str) {
            let error = self.load().unwrap_err();
            let mut text = error.to_string();
            if let Some(source) = std::error::Error::source(&error) {
                text = format!("{text}: {source}");
            }
            assert!(
                text.starts_with(&self.directory.path().display().to_string()),
                "{text}"
            );
            assert!(text.contains(want), "{text}");
        }
    }

    #[test]
    fn the_euiccs_own_certificate_and_key() {
        let given = Given::new();
        given.put(
            "eum/CERT_EUM.pem",
            pem("CERTIFICATE", given.pki.eum_certificate()),
        );
        given.put("euicc/CERT.der", given.pki.euicc_certificate());
        given.put(
            "euicc/SK.pem",
            given.euicc_key.to_sec1_pem(LineEnding::LF).unwrap().as_bytes(),
        );
        given.put("README.md", "Keys for tests.");
        let loaded = given.load().unwrap();
        assert_eq!(loaded.euicc_certificate(), given.pki.euicc_certificate());
        assert_eq!(loaded.sign(b"message"), given.pki.sign(b"message"));
        assert_eq!(loaded.ci_pk_id(), given.pki.ci_pk_id());
    }

    #[test]
    fn the_eums_key_issues_a_certificate_for_the_card() {
        let given = Given::new();
        let both = pem("CERTIFICATE", given.pki.eum_certificate())
            + &given.eum_key.to_pkcs8_pem(LineEnding::CRLF).unwrap();
        given.put("eum.pem", both);
        let loaded = given.load().unwrap();
        assert_eq!(loaded.eum_certificate(), given.pki.eum_certificate());
        verify_signature(loaded.euicc_certificate(), b"message", &loaded.sign(b"message")).unwrap();
        let chain = verify_chain(
            loaded.euicc_certificate(),
            given.pki.eum_certificate(),
            Some(given.pki.ci_certificate()),
        );
        assert_eq!(chain, Ok(eid()));
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let given = Given::new();
        given.refused(
            "no certificate with its key found; put the eUICC's certificate and key there, or the EUM's",
        );

        given.put("euicc.der", given.pki.euicc_certificate());
        given.put("euicc.key", given.euicc_key.to_pkcs8_der().unwrap().as_bytes());
        given.refused("no EUM certificate found; put the whole chain there");

        let stranger = Pki::generate(eid(), 10).unwrap();
        given.put("eum.der", stranger.eum_certificate());
        given.refused("the certificates are no chain: the eUICC certificate names another key of the EUM");

        given.put("eum.der", given.pki.eum_certificate());
        given.load().unwrap();
        given.put("CERT_CI.der", stranger.ci_certificate());
        given.refused("the certificates are no chain: the EUM certificate names another key of the CI");

        given.put("CERT_CI.der", given.pki.ci_certificate());
        given.put("note.key", "secret");
        given.refused("note.key: neither a certificate nor a private key");
        given.put("note.key", pem("ENCRYPTED PRIVATE KEY", b"0"));
        given.refused("note.key: the key is encrypted; store it without a password");
    }

    #[test]
    fn another_cards_certificate_is_refused() {
        let given = Given::new();
        given.put("eum.der", given.pki.eum_certificate());
        given.put("euicc.der", given.pki.euicc_certificate());
        given.put("euicc.key", given.euicc_key.to_pkcs8_der().unwrap().as_bytes());
        let other = Eid::with_check_digits("890490321234512345123456789013").unwrap();
        let error = Pki::load(given.directory.path(), other).unwrap_err().to_string();
        assert!(
            error.ends_with(&format!(
                "euicc.der: the eUICC certificate is for EID {EID}, the card has {other}"
            )),
            "{error}"
        );
    }

    #[test]
    fn an_eum_may_issue_for_its_own_cards_only() {
        let given = Given::new();
        given.put("eum.der", given.pki.eum_certificate());
        given.put("eum.key", given.eum_key.to_pkcs8_der().unwrap().as_bytes());
        let other = Eid::with_check_digits("890860302022000000220000230229").unwrap();
        let error = Pki::load(given.directory.path(), other).unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(
            source.starts_with("the EUM certificate may issue for"),
            "{source}"
        );
        assert!(source.contains("SERIALNUMBER=89049032"), "{source}");
    }
}
