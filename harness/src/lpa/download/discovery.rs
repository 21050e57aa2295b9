//! From the source of a download to the address of an SM-DP+ (SGP.22 §3.1.3.1, §3.6.2).

use signoff_protocol::es9p::AuthenticateClientRequest;

use super::super::es9p::ServerAddress;
use super::session::{Session, Stop, done};
use super::{DownloadOutcome, LpaRefusal, RefusedBecause, Source, Stage};

/// The SM-DP+, and what is asked for there.
pub(super) struct Place {
    pub(super) server: ServerAddress,
    pub(super) matching_id: Option<String>,
    pub(super) oid: Option<String>,
}

impl Session<'_> {
    /// Finds out where the profile is.
    pub(super) async fn place(&mut self) -> Result<Place, Stop> {
        let request = self.request;
        match &request.source {
            Source::ActivationCode(code) => Ok(Place {
                server: match &code.smdp_address {
                    Some(address) => self.address(address)?,
                    None => self.default_smdp().await?,
                },
                matching_id: code.matching_id.clone(),
                oid: code.smdp_oid.clone(),
            }),
            Source::DefaultSmdp => Ok(Place {
                server: self.default_smdp().await?,
                matching_id: None,
                oid: None,
            }),
            Source::Smds(address) => self.discover(address.as_deref()).await,
        }
    }

    async fn default_smdp(&mut self) -> Result<ServerAddress, Stop> {
        let configured = done(self.lpa.configured_addresses().await?)?;
        let address = configured.default_smdp_address.unwrap_or_default();
        if address.is_empty() {
            return Err(no_address(
                "the eUICC has no default SM-DP+ address; give an activation code with one".to_owned(),
            ));
        }
        self.address(&address)
    }

    /// Asks the SM-DS which SM-DP+ has something for the eUICC, and takes the first one.
    async fn discover(&mut self, address: Option<&str>) -> Result<Place, Stop> {
        self.enter(Stage::Discovery)?;
        let address = match address {
            Some(address) => address.to_owned(),
            None => done(self.lpa.configured_addresses().await?)?.root_smds_address,
        };
        let smds = self.address(&address)?;
        let authenticated = self.authenticate(&smds, None, None).await?;
        self.stage = Stage::Discovery;
        let request = AuthenticateClientRequest {
            transaction_id: authenticated.transaction_id,
            authenticate_server_response: authenticated.response,
        };
        let found = self.es9p.authenticate_client_ds(&smds, &request).await?;
        // The session with an SM-DS ends with its answer.
        self.open = None;
        let more = found.event_entries.len().saturating_sub(1);
        let Some(event) = found.event_entries.into_iter().next() else {
            let server = smds.to_string();
            return Err(Stop::Ended(DownloadOutcome::NoEvent { server }));
        };
        if more > 0 {
            self.observer.note(&format!(
                "the SM-DS knows of {more} more, which wait for another download"
            ));
        }
        Ok(Place {
            server: self.address(&event.rsp_server_address)?,
            matching_id: Some(event.event_id),
            oid: None,
        })
    }

    fn address(&mut self, text: &str) -> Result<ServerAddress, Stop> {
        let address: ServerAddress = text
            .parse()
            .map_err(|error: super::super::es9p::AddressError| no_address(error.to_string()))?;
        for note in address.notes() {
            self.observer.note(note);
        }
        Ok(address)
    }
}

fn no_address(reason: String) -> Stop {
    Stop::Refused(RefusedBecause::Lpa(LpaRefusal::NoAddress(reason)))
}
