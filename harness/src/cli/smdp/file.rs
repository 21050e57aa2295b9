//! SM-DP+ files, their keys, and TLS certificates from files.

use std::path::{Path, PathBuf};

use base64::Engine;
use clap::Args;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use signoff_simulator::pki::{SmdpPki, TlsChain};
use signoff_simulator::smdp::{Smdp, SmdpFile, SmdpStore};

use crate::cli::CliError;
use crate::cli::files::{cannot_read_what, no_such_file, shown, wrong};
use crate::text::{Message, Told};

/// Which SM-DP+, and with which keys.
#[derive(Debug, Args)]
pub(in crate::cli) struct SmdpSource {
    /// SM-DP+ file, or name of a shipped one
    #[arg(long, value_name = "SMDP", default_value = "travel")]
    smdp: String,
    /// Keys and certificates in this folder, as GSMA SGP.26 lays them out, instead of those of the seed
    #[arg(long, value_name = "DIR")]
    pki: Option<PathBuf>,
    /// Seed of keys and of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl SmdpSource {
    /// The file.
    pub(in crate::cli) fn file(&self) -> Result<SmdpFile, CliError> {
        smdp_file(&self.smdp)
    }

    /// The keys.
    pub(in crate::cli) fn keys(&self, file: &SmdpFile) -> Result<SmdpPki, CliError> {
        let keys = match &self.pki {
            Some(folder) => SmdpPki::load(folder),
            None => SmdpPki::generate(self.seed, &file.oid),
        };
        keys.map_err(|error| {
            let values = [("reason", error.to_string().into())];
            CliError::usage(Message::translated("cause-keys", &values, &error))
        })
    }

    /// The SM-DP+. `starts` is how many times its state was used before: no two lives draw the same numbers.
    pub(in crate::cli) fn start(&self, store: Box<dyn SmdpStore>, starts: u64) -> Result<Smdp, CliError> {
        let file = self.file()?;
        let mistaken = |error: &dyn std::fmt::Display| wrong("smdp", &self.smdp, error.to_string());
        let seed = self.seed ^ starts.rotate_right(16);
        let smdp = Smdp::new(&file, self.keys(&file)?, store, seed).map_err(|error| mistaken(&error))?;
        let folder = Path::new(&self.smdp).parent().unwrap_or(Path::new(""));
        for profile in &file.profiles {
            if let Some(upp) = &profile.upp {
                let path = folder.join(upp);
                let upp = std::fs::read(&path)
                    .map_err(|error| cannot_read_what("upp", path.display(), error.told()))?;
                smdp.set_upp(profile.profile.iccid, upp)
                    .map_err(|error| mistaken(&error))?;
            }
        }
        Ok(smdp)
    }
}

/// Reads an SM-DP+ file, or a shipped one.
pub(in crate::cli) fn smdp_file(name: &str) -> Result<SmdpFile, CliError> {
    let text = match signoff_fixtures::smdp(name) {
        Some(shipped) => shipped.into_owned(),
        None => std::fs::read_to_string(name)
            .map_err(|error| no_such_file("smdp", name, &error, &signoff_fixtures::smdps()))?,
    };
    SmdpFile::parse(&text).map_err(|error| wrong("smdp", name, error.to_string()))
}

/// A certificate as PEM.
pub(in crate::cli) fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    for (index, letter) in text.chars().enumerate() {
        if index > 0 && index % 64 == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END CERTIFICATE-----\n");
    pem
}

/// `cert.pem` and `key.pem` of a folder.
pub(in crate::cli) fn tls_chain(folder: &Path) -> Result<TlsChain, CliError> {
    let failed = |name: &str, reason: String| {
        let values = [("path", shown(&folder.join(name))), ("reason", reason.into())];
        CliError::usage(Message::say("error-cannot-read", &values))
    };
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_file_iter(folder.join("cert.pem"))
        .map_err(|error| failed("cert.pem", error.to_string()))?
        .map(|found| found.map(|der| der.to_vec()))
        .collect();
    let key = PrivatePkcs8KeyDer::from_pem_file(folder.join("key.pem"))
        .map_err(|error| failed("key.pem", error.to_string()))?;
    Ok(TlsChain {
        certificates: certificates.map_err(|error| failed("cert.pem", error.to_string()))?,
        key: key.secret_pkcs8_der().to_vec(),
    })
}
