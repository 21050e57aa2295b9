//! What the header demands, against what the eUICC has.

use signoff_protocol::saip::{PeStatusCode, ProfileHeader};

use super::super::failure::Refused;
use super::super::platform::UppPlatform;
use super::super::template;
use super::installer::Installer;

impl Installer<'_> {
    pub(super) fn profile_header(&mut self, header: ProfileHeader) -> Result<(), Refused> {
        if self.header.is_some() {
            return Err(Refused::format("a second header"));
        }
        if !UppPlatform::VERSIONS.contains(&header.major_version) {
            return Err(Refused::new(
                PeStatusCode::UnsupportedProfileVersion,
                "a package of an edition that is not known",
            ));
        }
        let missing = header.mandatory_services.without(&self.platform.services).next();
        if let Some(service) = missing {
            return Err(Refused {
                additional: Some(service.number()),
                ..Refused::new(
                    PeStatusCode::FeatureNotSupported,
                    "a mandatory service is not there",
                )
            });
        }
        if !header.mandatory_services.unknown.is_empty() {
            return Err(Refused::new(
                PeStatusCode::FeatureNotSupported,
                "a mandatory service that no known edition defines",
            ));
        }
        if !header.mandatory_templates.iter().all(template::is_supported) {
            return Err(Refused::new(
                PeStatusCode::TemplateNotSupported,
                "a mandatory template is not known",
            ));
        }
        self.header = Some(header);
        Ok(())
    }
}
