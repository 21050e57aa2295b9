//! Network access applications and their keys.

use signoff_protocol::saip::{AkaParameter, AlgoConfiguration};

use super::super::failure::Refused;
use super::super::installed::{Naa, NaaKind};
use super::super::parameters;
use super::installer::Installer;

impl Installer<'_> {
    /// The application that the elements before have made, if it is one of these kinds.
    pub(super) fn naa(&mut self, kinds: &[NaaKind]) -> Result<&mut Naa, Refused> {
        self.installed
            .last_mut()
            .filter(|naa| kinds.contains(&naa.kind))
            .ok_or_else(|| Refused::format("an element without its application before it"))
    }

    pub(super) fn aka_parameter(&mut self, element: &AkaParameter) -> Result<(), Refused> {
        let naa = self.naa(&[NaaKind::Usim, NaaKind::Isim])?;
        let directory = naa.directory;
        match &element.configuration {
            AlgoConfiguration::Algorithm(own) => {
                naa.key = Some(own.key.clone());
                let parameters = parameters::aka(element, own)?;
                self.creator.files.set_aka(directory, parameters)?;
            }
            AlgoConfiguration::Mapping(mapping) => {
                let source = self
                    .installed
                    .iter()
                    .find(|naa| naa.aid == mapping.source && naa.key.is_some())
                    .map(|naa| naa.directory)
                    .filter(|source| *source != directory)
                    .ok_or_else(|| Refused::parameter("no application with the key to be shared"))?;
                self.creator.files.share_aka(directory, source)?;
            }
        }
        Ok(())
    }
}
