//! The walk over a package, from its header to its end.

use std::collections::{BTreeMap, BTreeSet};

use signoff_protocol::message::Decode as _;
use signoff_protocol::saip::{
    EuiccResponse, PeHeader, PeStatus, PeStatusCode, ProfileElement, ProfileHeader, elements,
};
use signoff_protocol::tlv::Tlv;

use super::super::create::Creator;
use super::super::failure::{InstallFailure, Refused};
use super::super::installed::{Installed, Naa, NaaKind, imsi_digits};
use super::super::platform::UppPlatform;
use super::pins::PinnedDirectory;
use crate::files::FileHandle;

/// What the eUICC answers, and what it has then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Goes into the profile installation result.
    pub response: EuiccResponse,
    /// The profile, or why there is none.
    pub result: Result<Installed, InstallFailure>,
}

/// Carries out a package.
///
/// Elements that the eUICC does not know end the installation if they are mandated, and are left out otherwise;
/// the response names both.
pub fn install(upp: &[u8], platform: &UppPlatform) -> Installation {
    let mut installer = Installer::new(platform);
    match installer.run(upp) {
        Ok(installed) => {
            let mut response = EuiccResponse::ok();
            response.statuses.append(&mut installer.statuses);
            Installation {
                response,
                result: Ok(installed),
            }
        }
        Err((refused, identification)) => {
            let mut status = PeStatus::new(refused.status, identification);
            status.additional_information = refused.additional;
            let mut statuses = std::mem::take(&mut installer.statuses);
            statuses.push(status);
            Installation {
                response: EuiccResponse::aborted(statuses),
                result: Err(InstallFailure {
                    status: refused.status,
                    identification,
                    additional: refused.additional,
                    cause: refused.cause,
                }),
            }
        }
    }
}

pub(super) struct Installer<'a> {
    pub(super) platform: &'a UppPlatform,
    pub(super) creator: Creator,
    pub(super) header: Option<ProfileHeader>,
    /// Of elements that were left out.
    pub(super) statuses: Vec<PeStatus>,
    pub(super) identifications: BTreeSet<u16>,
    /// The element that made the MF.
    pub(super) mf: Option<u16>,
    /// Where PINs and the files of application templates go.
    pub(super) context: FileHandle,
    pub(super) installed: Vec<Naa>,
    pub(super) directories: Vec<PinnedDirectory>,
    pub(super) pins: BTreeMap<FileHandle, Vec<u8>>,
    pub(super) shared: BTreeMap<FileHandle, FileHandle>,
    /// PUKs that the package has, and those that PINs name, with the number of the element.
    pub(super) puks: BTreeSet<u8>,
    pub(super) wanted_puks: Vec<(u8, u16)>,
    pub(super) rest: Rest,
}

/// What is kept as it came.
#[derive(Default)]
pub(super) struct Rest {
    pub(super) security_domains: Vec<signoff_protocol::saip::SecurityDomain>,
    pub(super) rfm: Vec<signoff_protocol::saip::Rfm>,
    pub(super) applications: Vec<signoff_protocol::saip::Application>,
    pub(super) cdma: Vec<signoff_protocol::saip::CdmaParameter>,
}

pub(super) type Failed = (Refused, Option<u16>);

impl<'a> Installer<'a> {
    fn new(platform: &'a UppPlatform) -> Self {
        Self {
            platform,
            creator: Creator::new(platform.free_bytes),
            header: None,
            statuses: Vec::new(),
            identifications: BTreeSet::new(),
            mf: None,
            context: FileHandle::MF,
            installed: Vec::new(),
            directories: Vec::new(),
            pins: BTreeMap::new(),
            shared: BTreeMap::new(),
            puks: BTreeSet::new(),
            wanted_puks: Vec::new(),
            rest: Rest::default(),
        }
    }

    fn run(&mut self, upp: &[u8]) -> Result<Installed, Failed> {
        let mut rest = elements(upp);
        while let Some(tlv) = rest.next() {
            let tlv = tlv.map_err(|error| {
                let mut refused = Refused::from(error);
                refused.status = PeStatusCode::InvalidRequestFormat;
                (refused, None)
            })?;
            let named = PeHeader::of_element(tlv).map(|header| header.identification);
            if self.element(tlv).map_err(|refused| (refused, named))? {
                return match rest.next() {
                    None => self.finish(),
                    Some(_) => Err((
                        Refused::format("there is something behind the last element"),
                        None,
                    )),
                };
            }
        }
        Err((Refused::format("the last element is missing"), None))
    }

    /// Carries out one element; whether it was the last one.
    fn element(&mut self, tlv: Tlv<'_>) -> Result<bool, Refused> {
        let element = ProfileElement::decode(tlv)?;
        let header = element.pe_header();
        if self.header.is_none() && !matches!(element, ProfileElement::Header(_)) {
            return Err(Refused::format("the package does not start with its header"));
        }
        if let Some(header) = header
            && !self.identifications.insert(header.identification)
        {
            return Err(Refused::value("two elements have the same number"));
        }
        match element {
            ProfileElement::Header(header) => self.profile_header(*header)?,
            ProfileElement::Template(element) => self.template(&element)?,
            ProfileElement::GenericFileManagement(element) => self.file_management(&element)?,
            ProfileElement::PinCodes(element) => self.pin_codes(&element)?,
            ProfileElement::PukCodes(element) => self.puk_codes(&element)?,
            ProfileElement::AkaParameter(element) => self.aka_parameter(&element)?,
            ProfileElement::CdmaParameter(element) => {
                self.naa(&[NaaKind::Csim])?;
                self.rest.cdma.push(*element);
            }
            ProfileElement::SecurityDomain(element) => {
                self.creator.take(tlv.value().len())?;
                self.rest.security_domains.push(*element);
            }
            ProfileElement::Rfm(element) => {
                self.creator.take(tlv.value().len())?;
                self.rest.rfm.push(*element);
            }
            ProfileElement::Application(element) => {
                self.creator.take(tlv.value().len())?;
                self.rest.applications.push(*element);
            }
            ProfileElement::End(_) => return Ok(true),
            ProfileElement::NonStandard(element) => self.left_out(
                Some(element.header),
                PeStatusCode::PeNotSupported,
                "an element that only other eUICCs know",
            )?,
            ProfileElement::Unknown(element) => {
                self.left_out(element.header, PeStatusCode::PeNotSupported, "an unknown element")?;
            }
        }
        Ok(false)
    }

    /// Goes on without an element, if it may.
    pub(super) fn left_out(
        &mut self,
        header: Option<PeHeader>,
        status: PeStatusCode,
        problem: &'static str,
    ) -> Result<(), Refused> {
        match header {
            Some(header) if !header.mandated => {
                self.statuses
                    .push(PeStatus::new(status, Some(header.identification)));
                Ok(())
            }
            Some(_) => Err(Refused::new(status, problem)),
            None => Err(Refused::format("an element without number")),
        }
    }

    /// What can only be checked when everything is there.
    fn finish(&mut self) -> Result<Installed, Failed> {
        let Some(header) = self.header.take() else {
            return Err((Refused::format("the header is missing"), None));
        };
        let Some(mf) = self.mf else {
            return Err((Refused::format("the MF is missing"), None));
        };
        let files = &self.creator.files;
        let content = |parent, fid| files.child(parent, fid).and_then(|file| files.content(file));
        if content(FileHandle::MF, 0x2FE2).as_deref() != Some(header.iccid.as_bytes()) {
            return Err((
                Refused::value("EF_ICCID is not the ICCID of the header"),
                Some(mf),
            ));
        }
        self.check_pins()?;
        let usim = self.installed.iter().find(|naa| naa.kind == NaaKind::Usim);
        let imsi = usim.and_then(|naa| content(naa.directory, 0x6F07));
        let rest = std::mem::take(&mut self.rest);
        Ok(Installed {
            iccid: header.iccid,
            imsi: imsi.as_deref().and_then(imsi_digits),
            profile_type: header.profile_type,
            memory_bytes: self.creator.used_bytes(),
            files: std::mem::take(&mut self.creator.files),
            naas: std::mem::take(&mut self.installed),
            security_domains: rest.security_domains,
            rfm: rest.rfm,
            applications: rest.applications,
            cdma: rest.cdma,
        })
    }
}
