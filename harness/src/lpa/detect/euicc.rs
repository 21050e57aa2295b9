//! What an eUICC says of itself, once its ISD-R answers.

use signoff_protocol::es10b::{EuiccInfo2, GetEimConfigurationDataRequest, GetEimConfigurationDataResponse};
use signoff_protocol::message::Encode as _;
use signoff_protocol::profile::{ProfileClass, ProfileInfo, tags};
use signoff_protocol::tlv::Tag;

use super::super::{Lpa, LpaError, Outcome};
use super::{Detection, Finding, Reason};

/// What is read of each profile.
const READ: [Tag; 3] = [tags::ICCID, tags::STATE, tags::CLASS];
/// additionalProfile of rspCapability: there is room for another one.
const ADDITIONAL_PROFILE: u8 = 0;

impl Lpa {
    /// ES10b.GetEimConfigurationData: the eIMs of an IoT eUICC (SGP.32).
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn eim_configuration_data(
        &mut self,
    ) -> Result<Outcome<GetEimConfigurationDataResponse>, LpaError> {
        let request = GetEimConfigurationDataRequest::default().to_der();
        self.read("GetEimConfigurationData", &request).await
    }

    /// EUICCInfo2, as far as the eUICC gives it: a card with an EID is an eUICC, whatever it says of itself.
    pub(super) async fn describe_euicc(&mut self, detection: &mut Detection) -> Result<(), LpaError> {
        let info = lenient(self.get_euicc_info2().await)?;
        let Some(info) = info else { return Ok(()) };
        detection.evidence.push(Reason::Version(info.svn));
        if let Some(version) = iot_version(&info) {
            detection.evidence.push(Reason::Iot { version });
            let eims = lenient(self.eim_configuration_data().await)?;
            detection.eims = eims.map(|response| response.eims).unwrap_or_default();
            for eim in &detection.eims {
                let fqdn = eim.fqdn.as_ref().map(|fqdn| format!(" ({fqdn})"));
                detection.evidence.push(Reason::Eim {
                    eim: format!("{}{}", eim.id, fqdn.unwrap_or_default()),
                });
            }
        } else if !info.rsp_capability.contains(ADDITIONAL_PROFILE) {
            detection.findings.push(Finding::MemoryFull);
        }
        detection.info = Some(info);
        Ok(())
    }

    /// What of profiles and notifications matters for a removal.
    pub(super) async fn look_at_profiles(&mut self, detection: &mut Detection) -> Result<(), LpaError> {
        let Some(profiles) = lenient(self.get_profiles_info(None, Some(&READ)).await)? else {
            return Ok(());
        };
        let enabled: Vec<&ProfileInfo> = profiles.iter().filter(|profile| profile.is_enabled()).collect();
        if profiles.is_empty() {
            detection.findings.push(Finding::NoProfile);
        } else if enabled.is_empty() {
            detection.findings.push(Finding::NoEnabledProfile);
        }
        if enabled
            .iter()
            .any(|profile| profile.class_or_default() == ProfileClass::Test)
        {
            detection.findings.push(Finding::TestProfileEnabled);
        }
        let pending = lenient(self.list_notifications(None).await)?;
        if pending.is_some_and(|list| !list.is_empty()) {
            detection.findings.push(Finding::PendingNotifications);
        }
        Ok(())
    }
}

/// Whether EUICCInfo2 is that of an IoT eUICC; the versions are those of SGP.32.
pub(super) fn iot_version(info: &EuiccInfo2) -> Option<String> {
    // A malformed element is one nevertheless.
    let iot = match info.iot_specific_info() {
        Ok(iot) => iot?,
        Err(_) => return Some("of an unknown version".to_owned()),
    };
    let version = iot.versions.first();
    Some(version.map_or_else(
        || "of an unknown version".to_owned(),
        |[major, minor, revision]| format!("{major}.{minor}.{revision}"),
    ))
}

/// What a call that only reads gave; a refusal or a malformed answer is nothing.
fn lenient<T>(outcome: Result<Outcome<T>, LpaError>) -> Result<Option<T>, LpaError> {
    match outcome {
        Ok(outcome) => Ok(outcome.done()),
        Err(LpaError::Malformed { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
