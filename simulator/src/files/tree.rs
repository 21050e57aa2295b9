//! Which files there are, and where.

/// An application with an ADF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Application {
    Usim,
    Isim,
}

impl Application {
    pub(crate) const ALL: [Self; 2] = [Self::Usim, Self::Isim];

    /// 3GPP RID, application code `1002` or `1004`, no country, no provider (ETSI TS 101 220).
    pub(crate) const fn aid_bytes(self) -> [u8; 16] {
        let code = match self {
            Self::Usim => 0x02,
            Self::Isim => 0x04,
        };
        [
            0xA0, 0, 0, 0, 0x87, 0x10, code, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x01, 0x01, 0, 0,
        ]
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Usim => "USIM",
            Self::Isim => "ISIM",
        }
    }
}

/// A directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Directory {
    Mf,
    Adf(Application),
}

/// An elementary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// Applications of the card (TS 102 221 §13.1).
    Dir,
    /// TS 102 221 §13.2
    Iccid,
    /// Preferred languages (TS 102 221 §13.3).
    Pl,
    /// Access rules (TS 102 221 §13.4).
    Arr,
    /// TS 31.102 §4.2.2
    Imsi,
    /// Language indication (TS 31.102 §4.2.1).
    Li,
    /// Service table (TS 31.102 §4.2.8).
    Ust,
    /// Service provider name (TS 31.102 §4.2.12).
    Spn,
    /// Access control class (TS 31.102 §4.2.15).
    Acc,
    /// Administrative data (TS 31.102 §4.2.18).
    Ad,
    /// TS 31.102 §4.2.26
    Msisdn,
    /// Access rules of the ADF.
    UsimArr,
    /// Private identity (3GPP TS 31.103 §4.2.2).
    Impi,
    /// Home domain (TS 31.103 §4.2.3).
    Domain,
}

/// What SELECT finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Directory(Directory),
    File(Directory, File),
}

/// MF
const MF: u16 = 0x3F00;
/// The ADF of the application that is selected on the channel.
const CURRENT_ADF: u16 = 0x7FFF;

impl Directory {
    /// File, file identifier, short file identifier.
    const fn files(self) -> &'static [(File, u16, u8)] {
        match self {
            Self::Mf => &[
                (File::Dir, 0x2F00, 0x1E),
                (File::Pl, 0x2F05, 0x05),
                (File::Arr, 0x2F06, 0x06),
                (File::Iccid, 0x2FE2, 0x02),
            ],
            Self::Adf(Application::Usim) => &[
                (File::Li, 0x6F05, 0x02),
                (File::UsimArr, 0x6F06, 0x17),
                (File::Imsi, 0x6F07, 0x07),
                (File::Ust, 0x6F38, 0x04),
                (File::Msisdn, 0x6F40, 0x00),
                (File::Spn, 0x6F46, 0x00),
                (File::Acc, 0x6F78, 0x06),
                (File::Ad, 0x6FAD, 0x03),
            ],
            Self::Adf(Application::Isim) => &[
                (File::Impi, 0x6F02, 0x02),
                (File::Domain, 0x6F03, 0x05),
                (File::Ad, 0x6FAD, 0x03),
            ],
        }
    }

    /// The elementary file with this short identifier.
    pub(crate) fn by_sfi(self, sfi: u8) -> Option<File> {
        self.files()
            .iter()
            .find(|(_, _, own)| *own == sfi && sfi != 0)
            .map(|(file, ..)| *file)
    }

    /// Identifier and short identifier of a file here.
    pub(crate) fn identifiers(self, file: File) -> Option<(u16, u8)> {
        self.files()
            .iter()
            .find(|(own, ..)| *own == file)
            .map(|(_, id, sfi)| (*id, *sfi))
    }

    fn child(self, id: u16) -> Option<Node> {
        self.files()
            .iter()
            .find(|(_, own, _)| *own == id)
            .map(|(file, ..)| Node::File(self, *file))
    }

    /// SELECT by file identifier: children, this directory, its parent and the ADF (TS 102 221 §8.4.1).
    /// `adf` is the application that is selected on the channel.
    pub(crate) fn select(self, id: u16, adf: Option<Application>) -> Option<Node> {
        match (id, adf) {
            (MF, _) => Some(Node::Directory(Self::Mf)),
            (CURRENT_ADF, Some(application)) => Some(Node::Directory(Self::Adf(application))),
            _ => self.child(id),
        }
    }

    /// SELECT by path from here (TS 102 221 §8.4.2).
    pub(crate) fn select_path(self, path: &[u8], adf: Option<Application>) -> Option<Node> {
        let (ids, []) = path.as_chunks::<2>() else {
            return None;
        };
        ids.iter().try_fold(Node::Directory(self), |node, id| match node {
            Node::Directory(directory) => directory.select(u16::from_be_bytes(*id), adf),
            Node::File(..) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_identifiers() {
        let usim = Some(Application::Usim);
        let imsi = Some(Node::File(Directory::Adf(Application::Usim), File::Imsi));
        for (path, adf, want) in [
            (&[0x7F, 0xFF, 0x6F, 0x07][..], usim, imsi),
            (&[0x3F, 0x00, 0x7F, 0xFF, 0x6F, 0x07], usim, imsi),
            (&[0x7F, 0xFF, 0x6F, 0x07], None, None),
            (&[0x2F, 0xE2], None, Some(Node::File(Directory::Mf, File::Iccid))),
            (&[0x2F, 0xE2, 0x2F, 0x00], None, None),
            (&[0x2F], None, None),
            (&[0x6F, 0x07], usim, None),
        ] {
            assert_eq!(Directory::Mf.select_path(path, adf), want, "{path:02X?}");
        }
    }
}
