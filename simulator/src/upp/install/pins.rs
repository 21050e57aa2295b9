//! PINs and PUKs, and whether every directory finds those that it names.

use signoff_protocol::saip::{Fcp, PeStatusCode, PinCodes, PinSource, PukCodes};

use super::super::create::key_references;
use super::super::failure::Refused;
use super::super::parameters;
use super::installer::{Failed, Installer};
use crate::files::FileHandle;

/// A directory whose PIN status template is checked when all PINs are there.
pub(super) struct PinnedDirectory {
    directory: FileHandle,
    parent: Option<FileHandle>,
    references: Vec<u8>,
    identification: u16,
}

impl Installer<'_> {
    pub(super) fn pinned(
        &mut self,
        directory: FileHandle,
        parent: Option<FileHandle>,
        fcp: &Fcp,
        identification: u16,
    ) {
        self.directories.push(PinnedDirectory {
            directory,
            parent,
            references: key_references(fcp),
            identification,
        });
    }

    pub(super) fn pin_codes(&mut self, element: &PinCodes) -> Result<(), Refused> {
        if self.mf.is_none() {
            return Err(Refused::format("PINs before the MF"));
        }
        if self.pins.contains_key(&self.context) || self.shared.contains_key(&self.context) {
            return Err(Refused::format("PINs of a directory that has them already"));
        }
        match &element.source {
            PinSource::SharedWith(path) => {
                let with = self.creator.by_path(path).map_err(|refused| Refused {
                    status: PeStatusCode::PinCodeMissing,
                    ..refused
                })?;
                if with == self.context || self.shared.contains_key(&with) {
                    return Err(Refused::parameter("PINs shared with a directory that has none"));
                }
                self.creator.files.share_pins(self.context, with)?;
                self.shared.insert(self.context, with);
            }
            PinSource::Own(list) => {
                let mut references = Vec::with_capacity(list.len());
                for configuration in list {
                    let spec = parameters::pin(configuration)?;
                    if let Some(puk) = spec.puk {
                        self.wanted_puks.push((puk, element.header.identification));
                    }
                    references.push(spec.reference);
                    self.creator.files.add_pin(self.context, spec)?;
                }
                self.pins.insert(self.context, references);
            }
        }
        Ok(())
    }

    pub(super) fn puk_codes(&mut self, element: &PukCodes) -> Result<(), Refused> {
        if !self.puks.is_empty() {
            return Err(Refused::format("a second list of PUKs"));
        }
        for configuration in &element.codes {
            let spec = parameters::puk(configuration)?;
            self.puks.insert(spec.reference);
            self.creator.files.add_puk(FileHandle::MF, spec)?;
        }
        Ok(())
    }

    pub(super) fn check_pins(&self) -> Result<(), Failed> {
        let missing = |problem| Refused::new(PeStatusCode::PinCodeMissing, problem);
        if let Some((_, element)) = self.wanted_puks.iter().find(|(puk, _)| !self.puks.contains(puk)) {
            return Err((missing("a PIN names a PUK that is not there"), Some(*element)));
        }
        for pinned in &self.directories {
            let there = |reference: u8| {
                if !parameters::is_local(reference) {
                    return self.has_pin(FileHandle::MF, reference);
                }
                let above = std::iter::successors(Some(pinned.directory), |place| {
                    self.directories
                        .iter()
                        .find(|other| other.directory == *place)
                        .and_then(|other| other.parent)
                });
                above.take(8).any(|place| self.has_pin(place, reference))
            };
            if !pinned.references.iter().all(|reference| there(*reference)) {
                let refused = missing("a directory names a PIN that is not there");
                return Err((refused, Some(pinned.identification)));
            }
        }
        Ok(())
    }

    fn has_pin(&self, directory: FileHandle, reference: u8) -> bool {
        let owner = self.shared.get(&directory).unwrap_or(&directory);
        self.pins
            .get(owner)
            .is_some_and(|references| references.contains(&reference))
    }
}
