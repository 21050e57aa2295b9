//! A package is carried out, one profile element after the other.

use std::collections::{BTreeMap, BTreeSet};

use signoff_protocol::message::Decode as _;
use signoff_protocol::saip::{
    AkaParameter, AlgoConfiguration, EuiccResponse, Fcp, File, FileCommand, FilePart, FileStructure,
    GenericFileManagement, PeHeader, PeStatus, PeStatusCode, PinCodes, PinSource, ProfileElement,
    ProfileHeader, PukCodes, TemplateElement, TemplateKind, elements,
};
use signoff_protocol::tlv::Tlv;

use super::create::{Creator, Cursor, key_references};
use super::failure::{InstallFailure, Refused};
use super::installed::{Installed, Naa, NaaKind, imsi_digits};
use super::parameters;
use super::platform::UppPlatform;
use super::template::{self, Content, Place, Row, Structure, Template};
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

/// A directory whose PIN status template is checked when all PINs are there.
struct PinnedDirectory {
    directory: FileHandle,
    parent: Option<FileHandle>,
    references: Vec<u8>,
    identification: u16,
}

struct Installer<'a> {
    platform: &'a UppPlatform,
    creator: Creator,
    header: Option<ProfileHeader>,
    /// Of elements that were left out.
    statuses: Vec<PeStatus>,
    identifications: BTreeSet<u16>,
    /// The element that made the MF.
    mf: Option<u16>,
    /// Where PINs and the files of application templates go.
    context: FileHandle,
    installed: Vec<Naa>,
    directories: Vec<PinnedDirectory>,
    pins: BTreeMap<FileHandle, Vec<u8>>,
    shared: BTreeMap<FileHandle, FileHandle>,
    /// PUKs that the package has, and those that PINs name, with the number of the element.
    puks: BTreeSet<u8>,
    wanted_puks: Vec<(u8, u16)>,
    rest: Rest,
}

/// What is kept as it came.
#[derive(Default)]
struct Rest {
    security_domains: Vec<signoff_protocol::saip::SecurityDomain>,
    rfm: Vec<signoff_protocol::saip::Rfm>,
    applications: Vec<signoff_protocol::saip::Application>,
    cdma: Vec<signoff_protocol::saip::CdmaParameter>,
}

type Failed = (Refused, Option<u16>);

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
    fn left_out(
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

    fn profile_header(&mut self, header: ProfileHeader) -> Result<(), Refused> {
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

    fn template(&mut self, element: &TemplateElement) -> Result<(), Refused> {
        let template = match template::find(element.kind, &element.template) {
            Some(Ok(template)) => template,
            Some(Err(())) => return Err(Refused::value("an element with the template of another one")),
            None => {
                let status = match element.kind {
                    TemplateKind::Eap
                    | TemplateKind::Df5gProse
                    | TemplateKind::Iot
                    | TemplateKind::OptIot => PeStatusCode::PeNotSupported,
                    _ => PeStatusCode::TemplateNotSupported,
                };
                return self.left_out(Some(element.header), status, "a template that is not known");
            }
        };
        match (template.place, self.mf) {
            (Place::Root, Some(_)) => return Err(Refused::format("a second MF")),
            (Place::Root, None) => self.mf = Some(element.header.identification),
            (_, None) => return Err(Refused::format("files before the MF")),
            (_, Some(_)) => {}
        }
        let mut parent = match element.kind {
            TemplateKind::OptUsim
            | TemplateKind::Phonebook
            | TemplateKind::GsmAccess
            | TemplateKind::Df5gs
            | TemplateKind::DfSaip
            | TemplateKind::DfSnpn => self.naa(&[NaaKind::Usim])?.directory,
            TemplateKind::OptIsim => self.naa(&[NaaKind::Isim])?.directory,
            TemplateKind::OptCsim => self.naa(&[NaaKind::Csim])?.directory,
            _ => FileHandle::MF,
        };
        let mut top = None;
        for row in template.rows {
            let file = element.file(row.number);
            if row.structure == Structure::Directory {
                if let Some(made) =
                    self.template_directory(element, template, row, top.unwrap_or(parent), file)?
                {
                    if top.is_none() {
                        top = Some(made);
                        if matches!(
                            template.place,
                            Place::Root | Place::BelowRoot | Place::Application
                        ) {
                            self.context = made;
                        }
                    }
                    parent = made;
                }
                continue;
            }
            self.template_file(template, row, parent, file)?;
        }
        self.unlisted_files(element, template, parent)
    }

    /// The DF, ADF or MF of a row; `None` if the element does not have it.
    fn template_directory(
        &mut self,
        element: &TemplateElement,
        template: Template,
        row: &Row,
        parent: FileHandle,
        file: Option<&File>,
    ) -> Result<Option<FileHandle>, Refused> {
        let Some(file) = file else {
            // Only the first directory of an element must be there.
            return if row.number == TemplateElement::FIRST_FILE {
                Err(Refused::value("the directory of the element is missing"))
            } else {
                Ok(None)
            };
        };
        let nothing = Fcp::default();
        let fcp = file.fcp().unwrap_or(&nothing);
        let root = template.place == Place::Root;
        let directory = self
            .creator
            .directory((!root).then_some(parent), Some(row), fcp)?;
        self.pinned(
            directory,
            (!root).then_some(parent),
            fcp,
            element.header.identification,
        );
        let kind = match element.kind {
            TemplateKind::Usim => NaaKind::Usim,
            TemplateKind::Isim => NaaKind::Isim,
            TemplateKind::Csim => NaaKind::Csim,
            _ => return Ok(Some(directory)),
        };
        let aid = fcp
            .df_name
            .ok_or_else(|| Refused::value("an application without AID"))?;
        self.installed.push(Naa {
            kind,
            aid,
            directory,
            key: None,
        });
        Ok(Some(directory))
    }

    fn template_file(
        &mut self,
        template: Template,
        row: &Row,
        parent: FileHandle,
        file: Option<&File>,
    ) -> Result<(), Refused> {
        let nothing = Fcp::default();
        let Some(file) = file else {
            let known = row.content != Content::Required && row.structure.has_size();
            if template.created_by_default && known {
                self.creator.elementary(parent, Some(row), &nothing)?;
            }
            return Ok(());
        };
        if template.place != Place::Root && file.0.contains(&FilePart::DoNotCreate) {
            return Ok(());
        }
        let fcp = file.fcp().unwrap_or(&nothing);
        let cursor = self.creator.elementary(parent, Some(row), fcp)?;
        self.creator.fill_parts(cursor, &file.0)
    }

    /// Files whose number the template does not have: of a later edition. They are made if the package says enough.
    fn unlisted_files(
        &mut self,
        element: &TemplateElement,
        template: Template,
        parent: FileHandle,
    ) -> Result<(), Refused> {
        for (number, file) in &element.files {
            if template.rows.iter().any(|row| row.number == *number) {
                continue;
            }
            let Some(fcp) = file.fcp() else {
                return Err(Refused::value("a file that the template does not have"));
            };
            let cursor = self.creator.elementary(parent, None, fcp)?;
            self.creator.fill_parts(cursor, &file.0)?;
        }
        Ok(())
    }

    fn pinned(&mut self, directory: FileHandle, parent: Option<FileHandle>, fcp: &Fcp, identification: u16) {
        self.directories.push(PinnedDirectory {
            directory,
            parent,
            references: key_references(fcp),
            identification,
        });
    }

    fn file_management(&mut self, element: &GenericFileManagement) -> Result<(), Refused> {
        if self.mf.is_none() {
            return Err(Refused::format("files before the MF"));
        }
        for list in &element.commands {
            let mut directory = FileHandle::MF;
            let mut cursor: Option<Cursor> = None;
            for command in list {
                match command {
                    FileCommand::FilePath(path) => {
                        directory = self.creator.by_path(path)?;
                        cursor = None;
                    }
                    FileCommand::CreateFcp(fcp) => {
                        let structure = fcp
                            .file_descriptor
                            .as_ref()
                            .and_then(signoff_protocol::saip::FileDescriptor::structure);
                        if structure == Some(FileStructure::Directory) {
                            let made = self.creator.directory(Some(directory), None, fcp)?;
                            if fcp.link_path.is_none() {
                                self.pinned(made, Some(directory), fcp, element.header.identification);
                            }
                            directory = made;
                            cursor = None;
                        } else {
                            cursor = Some(self.creator.elementary(directory, None, fcp)?);
                        }
                    }
                    FileCommand::FillOffset(offset) => {
                        let cursor = cursor.as_mut().ok_or_else(no_file)?;
                        Creator::skip(cursor, *offset);
                    }
                    FileCommand::FillContent(content) => {
                        let cursor = cursor.as_mut().ok_or_else(no_file)?;
                        self.creator.fill(cursor, content)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn pin_codes(&mut self, element: &PinCodes) -> Result<(), Refused> {
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

    fn puk_codes(&mut self, element: &PukCodes) -> Result<(), Refused> {
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

    /// The application that the elements before have made, if it is one of these kinds.
    fn naa(&mut self, kinds: &[NaaKind]) -> Result<&mut Naa, Refused> {
        self.installed
            .last_mut()
            .filter(|naa| kinds.contains(&naa.kind))
            .ok_or_else(|| Refused::format("an element without its application before it"))
    }

    fn aka_parameter(&mut self, element: &AkaParameter) -> Result<(), Refused> {
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

    fn check_pins(&self) -> Result<(), Failed> {
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

fn no_file() -> Refused {
    Refused::format("content before its file")
}
