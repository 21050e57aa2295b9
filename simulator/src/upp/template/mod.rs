//! The files of each template (annex A of the profile package specification, 3GPP TS 31.102 §4, TS 31.103 §4,
//! ETSI TS 102 221 §13, 3GPP2 C.S0065 §3): identifier, structure, size, access rule and content, as tables. The
//! number of a row is that of the file's tag in the profile element.

mod csim;
mod directories;
mod isim;
mod opt_csim;
mod opt_usim;
mod root;
mod row;
mod telecom;
mod usim;

use signoff_protocol::saip::{Oid, TemplateKind};

pub(super) use row::{Content, Row, Structure};

/// Where the files of a template belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The MF itself.
    Root,
    /// A directory below the MF.
    BelowRoot,
    /// An ADF of its own.
    Application,
    /// The ADF of the last USIM, ISIM or CSIM.
    InApplication,
}

/// A template.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    pub(super) place: Place,
    /// Files that the element does not name are made too.
    pub(super) created_by_default: bool,
    pub(super) rows: &'static [Row],
}

/// The last editions of each template that are known, by the arc behind 2.23.143.1.2; earlier editions of a
/// template have fewer files with the same numbers.
const LAST_EDITIONS: [(u8, u8); 14] = [
    (1, 1),
    (2, 1),
    (3, 2),
    (4, 2),
    (5, 3),
    (6, 1),
    (7, 1),
    (8, 1),
    (9, 2),
    (10, 2),
    (11, 2),
    (13, 4),
    (14, 1),
    (15, 1),
];

/// Whether files of this template can be made.
pub(super) fn is_supported(template: &Oid) -> bool {
    arcs(template).is_some()
}

fn arcs(template: &Oid) -> Option<u8> {
    let (first, edition) = match template.template_arcs()? {
        [first] => (*first, 1),
        [first, edition] if *edition >= 2 => (*first, *edition),
        _ => return None,
    };
    LAST_EDITIONS
        .iter()
        .any(|(own, last)| *own == first && edition <= *last)
        .then_some(first)
}

/// The template of an element; `Err` if the element makes files of another one.
pub(super) fn find(kind: TemplateKind, template: &Oid) -> Option<Result<Template, ()>> {
    let first = arcs(template)?;
    let (own, place, created_by_default, rows) = match kind {
        TemplateKind::Mf => (1, Place::Root, true, root::MF),
        TemplateKind::Cd => (2, Place::BelowRoot, false, root::CD),
        TemplateKind::Telecom => (3, Place::BelowRoot, false, telecom::TELECOM),
        TemplateKind::Usim => (4, Place::Application, true, usim::USIM),
        TemplateKind::OptUsim => (5, Place::InApplication, false, opt_usim::OPT_USIM),
        TemplateKind::Phonebook => (6, Place::InApplication, false, telecom::PHONEBOOK),
        TemplateKind::GsmAccess => (7, Place::InApplication, false, directories::GSM_ACCESS),
        TemplateKind::Isim => (8, Place::Application, true, isim::ISIM),
        TemplateKind::OptIsim => (9, Place::InApplication, false, isim::OPT_ISIM),
        TemplateKind::Csim => (10, Place::Application, true, csim::CSIM),
        TemplateKind::OptCsim => (11, Place::InApplication, false, opt_csim::OPT_CSIM),
        TemplateKind::Df5gs => (13, Place::InApplication, false, directories::DF_5GS),
        TemplateKind::DfSaip => (14, Place::InApplication, false, directories::DF_SAIP),
        TemplateKind::DfSnpn => (15, Place::InApplication, false, directories::DF_SNPN),
        _ => return None,
    };
    Some(if own == first {
        Ok(Template {
            place,
            created_by_default,
            rows,
        })
    } else {
        Err(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_unique() {
        for kind in TemplateKind::ALL {
            for arc in 1..20 {
                let Some(Ok(template)) = find(*kind, &Oid::template(&[arc])) else {
                    continue;
                };
                let numbers: Vec<_> = template.rows.iter().map(|row| row.number).collect();
                assert!(numbers.is_sorted_by(|a, b| a < b), "{}", kind.name());
                assert_eq!(numbers.first(), Some(&2), "{}", kind.name());
            }
        }
    }

    #[test]
    fn editions() {
        for (arcs, known) in [
            (&[4][..], true),
            (&[4, 2], true),
            (&[4, 3], false),
            (&[12], false),
            (&[], false),
        ] {
            assert_eq!(is_supported(&Oid::template(arcs)), known, "{arcs:?}");
        }
        assert!(find(TemplateKind::Usim, &Oid::template(&[8])).is_some_and(|template| template.is_err()));
        assert!(find(TemplateKind::Eap, &Oid::template(&[12])).is_none());
    }
}
