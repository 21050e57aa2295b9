//! Files made from a template, each as the element changes it.

use signoff_protocol::saip::{Fcp, File, FilePart, PeStatusCode, TemplateElement, TemplateKind};

use super::super::failure::Refused;
use super::super::installed::{Naa, NaaKind};
use super::super::template::{self, Content, Place, Row, Structure, Template};
use super::installer::Installer;
use crate::files::FileHandle;

impl Installer<'_> {
    pub(super) fn template(&mut self, element: &TemplateElement) -> Result<(), Refused> {
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
}
