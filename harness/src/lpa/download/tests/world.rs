//! One card, its LPA, and the servers.

use std::sync::{Arc, Mutex, MutexGuard};

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_simulator::card_file::CardFile;

use super::card::{Said, Scripted};
use super::server::Servers;
use crate::lpa::download::{DownloadError, DownloadOutcome, DownloadRequest, Observer, Stage, download};
use crate::lpa::{Lpa, LpaOptions};
use crate::transport::SimulatorTransport;

pub(super) const SMDP: &str = "smdp.example";
pub(super) const SMDS: &str = "smds.example";
pub(super) const OID: &str = "2.999.10";
pub(super) const ICCID: &str = "8932999000000000010";
pub(super) const TID: [u8; 4] = [0xC0, 0xFF, 0xEE, 0x01];

pub(super) fn metadata() -> StoreMetadataRequest {
    let iccid = ICCID.parse().expect("an ICCID");
    StoreMetadataRequest::new(iccid, "Travel".into(), "Travel Belgium".into())
}

pub(super) struct World {
    lpa: Lpa,
    said: Arc<Mutex<Said>>,
    pub(super) servers: Servers,
    pub(super) seen: Seen,
}

/// What an observer was told.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) stages: Vec<Stage>,
    pub(super) segments: Vec<(usize, usize)>,
    pub(super) offers: usize,
}

impl Observer for Seen {
    fn consent(&mut self, _offer: &crate::lpa::download::Offer) -> crate::lpa::download::Consent {
        self.offers += 1;
        crate::lpa::download::Consent::Accept
    }

    fn stage(&mut self, stage: Stage) {
        self.stages.push(stage);
    }

    fn segment(&mut self, done: usize, total: usize) {
        self.segments.push((done, total));
    }
}

impl World {
    /// With one of the shipped cards.
    pub(super) async fn with(card: &str) -> Self {
        let text = signoff_fixtures::card(card).expect(card);
        let file = CardFile::parse(&text).expect(card);
        let simulated = |file| SimulatorTransport::new(file, 1).expect(card);
        let lpa = |transport| Lpa::new(transport, LpaOptions::default(), Box::new(()));
        let mut plain = lpa(Box::new(simulated(file.clone())));
        let info2 = plain
            .get_euicc_info2()
            .await
            .expect("an answer")
            .done()
            .expect("information");
        let said = Arc::new(Mutex::new(Said::new(info2)));
        let scripted = Scripted {
            inner: simulated(file),
            said: Arc::clone(&said),
            chain: signoff_protocol::store_data::Reassembly::default(),
            ours: false,
        };
        Self {
            lpa: lpa(Box::new(scripted)),
            said,
            servers: Servers::new(),
            seen: Seen::default(),
        }
    }

    pub(super) async fn new() -> Self {
        Self::with("traveller").await
    }

    pub(super) fn card(&self) -> MutexGuard<'_, Said> {
        self.said.lock().expect("no test panics with it")
    }

    pub(super) async fn download(
        &mut self,
        request: &DownloadRequest,
    ) -> Result<DownloadOutcome, DownloadError> {
        download(&mut self.lpa, &self.servers, request, &mut self.seen).await
    }

    /// By an activation code.
    pub(super) async fn code(&mut self, code: &str) -> Result<DownloadOutcome, DownloadError> {
        self.download(&request(code)).await
    }
}

pub(super) fn request(code: &str) -> DownloadRequest {
    DownloadRequest::by_code(code.parse().expect("an activation code"))
}

/// A refusal in one line: stage, who, word, who was told.
pub(super) fn line(outcome: &Result<DownloadOutcome, DownloadError>) -> String {
    match outcome {
        Ok(DownloadOutcome::Installed(installed)) => format!("installed {}", installed.iccid),
        Ok(DownloadOutcome::Refused(refused)) => format!(
            "{} {} {} {}",
            refused.stage.word(),
            refused.because.by().word(),
            refused.because.word(),
            refused.cancellation.word()
        ),
        Ok(DownloadOutcome::Cancelled {
            stage,
            reason,
            cancellation,
        }) => format!(
            "cancelled {} {} {}",
            stage.word(),
            reason.name(),
            cancellation.word()
        ),
        Ok(DownloadOutcome::NoEvent { server }) => format!("no event at {server}"),
        Ok(DownloadOutcome::Unknown { .. }) => "unknown".to_owned(),
        Err(DownloadError::Lpa {
            stage, cancellation, ..
        }) => {
            format!("{} link {}", stage.word(), cancellation.word())
        }
        Err(DownloadError::Es9p {
            stage,
            source,
            cancellation,
        }) => format!("{} {} {}", stage.word(), source.word(), cancellation.word()),
    }
}
