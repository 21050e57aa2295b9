//! Under which AIDs ISD-Rs answer, as data.

use signoff_protocol::id::Aid;

/// An AID under which an ISD-R has been found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsdRAid {
    /// The AID, as hex.
    pub hex: &'static str,
    /// Who uses it.
    pub family: &'static str,
    /// Where that was seen.
    pub source: &'static str,
}

impl IsdRAid {
    /// The AID; `None` never happens for [`KNOWN_ISD_R`], which a test shows.
    pub fn aid(&self) -> Option<Aid> {
        self.hex.parse().ok()
    }

    /// The entry for `aid`, if it is known.
    pub fn of(aid: &Aid) -> Option<&'static Self> {
        KNOWN_ISD_R.iter().find(|known| known.aid().as_ref() == Some(aid))
    }
}

/// In the order in which they are tried.
pub const KNOWN_ISD_R: &[IsdRAid] = &[
    IsdRAid {
        hex: "A0000005591010FFFFFFFF8900000100",
        family: "SGP.22",
        source: "SGP.22 §2.2.3",
    },
    IsdRAid {
        hex: "A0000005591010FFFFFFFF8900050500",
        family: "5ber",
        source: "OpenEUICC default list; lpac issues 157 and 175",
    },
    IsdRAid {
        hex: "A0000005591010000000008900000300",
        family: "eSIM.me v2",
        source: "OpenEUICC default list; EasyLPAC issue 36 (tested by a user; sigmo has other bytes)",
    },
    IsdRAid {
        hex: "A0000005591010FFFFFFFF8900000177",
        family: "XeSIM",
        source: "OpenEUICC default list; sigmo",
    },
    IsdRAid {
        hex: "A0000006281010FFFFFFFF8900000100",
        family: "GlocalMe",
        source: "sigmo",
    },
    IsdRAid {
        hex: "A000000559104C696E6B736669656C64",
        family: "LinksField",
        source: "OpenEUICC commit d40b839",
    },
    IsdRAid {
        hex: "A06573746B6D65FFFFFFFF4953442D52",
        family: "ESTKme",
        source: "OpenEUICC (deprecated there); sigmo",
    },
    IsdRAid {
        hex: "A06573746B6D65FFFF4953442D522030",
        family: "ESTKme SE0",
        source: "sigmo",
    },
    IsdRAid {
        hex: "A06573746B6D65FFFF4953442D522031",
        family: "ESTKme SE1",
        source: "sigmo",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_aid_is_one_and_stands_once() {
        let mut aids: Vec<Aid> = KNOWN_ISD_R
            .iter()
            .map(|known| known.aid().expect(known.family))
            .collect();
        assert_eq!(aids.first(), Some(&Aid::ISD_R));
        aids.sort();
        aids.dedup();
        assert_eq!(aids.len(), KNOWN_ISD_R.len());
    }
}
