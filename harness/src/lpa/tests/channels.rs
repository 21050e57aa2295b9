//! The channel: which AID answers, what is left open, what is opened again.

use futures::executor::block_on;
use signoff_protocol::id::Aid;
use signoff_protocol::profile::ProfileTarget;

use super::fake::{FIRST, Fake, SECOND, iccid};
use crate::lpa::{IsdRAid, Lpa, LpaError, LpaOptions, Outcome};

fn lpa(fake: &Fake) -> Lpa {
    Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()))
}

#[test]
fn the_isd_r_of_a_vendor_is_found_and_what_was_tried_is_told() {
    let vendor: Aid = "A0000005591010FFFFFFFF8900050500".parse().expect("an AID");
    let fake = Fake::new();
    fake.state().isd_r = Some(vendor);
    let mut lpa = lpa(&fake);
    let opened = block_on(lpa.open()).expect("open");
    assert_eq!((opened.aid, opened.tried.len()), (vendor, 1));
    assert_eq!(
        opened.tried[0].to_string(),
        "A0000005591010FFFFFFFF8900000100 (SGP.22) SELECT: 6A82 file or application not found"
    );
    assert_eq!(block_on(lpa.close()), Ok(()));
    assert!(fake.state().open.is_empty());
}

#[test]
fn without_an_isd_r_every_known_aid_was_tried() {
    let fake = Fake::new();
    fake.state().isd_r = None;
    let error = block_on(lpa(&fake).get_eid()).expect_err("no ISD-R");
    assert!(matches!(error, LpaError::NoIsdR { tried } if tried.len() == IsdRAid::known().len()));
}

#[test]
fn channels_that_somebody_left_open_are_closed_when_none_is_free() {
    let fake = Fake::new();
    fake.state().open = [1, 2, 3].into();
    let mut with = lpa(&fake);
    assert!(block_on(with.get_eid()).is_ok());
    assert_eq!(block_on(with.close()), Ok(()));
    assert!(fake.state().open.is_empty());

    fake.state().open = [1, 2, 3].into();
    let options = LpaOptions {
        reclaim_channels: false,
        ..LpaOptions::default()
    };
    let mut without = Lpa::new(Box::new(fake.clone()), options, Box::new(()));
    assert!(matches!(
        block_on(without.get_eid()),
        Err(LpaError::NoIsdR { .. })
    ));
    assert_eq!(fake.state().open.len(), 3);
}

#[test]
fn foreign_channels_are_left_alone_while_one_is_free() {
    let fake = Fake::new();
    fake.state().open = [1, 2].into();
    let mut lpa = lpa(&fake);
    assert!(block_on(lpa.get_eid()).is_ok());
    assert_eq!(block_on(lpa.close()), Ok(()));
    assert_eq!(fake.state().open, [1, 2].into());
}

#[test]
fn a_channel_lost_without_notice_is_opened_again_also_for_a_change() {
    let fake = Fake::new();
    let mut lpa = lpa(&fake);
    assert!(block_on(lpa.get_eid()).is_ok());
    // A reset by somebody else.
    fake.state().open.clear();
    assert!(block_on(lpa.get_eid()).is_ok());
    fake.state().open.clear();
    let target = ProfileTarget::Iccid(iccid(SECOND));
    assert_eq!(block_on(lpa.delete(target)), Ok(Outcome::Done(())));
    assert_eq!(fake.state().carried_out.len(), 1);
}

#[test]
fn after_a_refresh_the_channel_is_given_up_and_opened_anew() {
    let fake = Fake::new();
    let mut lpa = lpa(&fake);
    let target = ProfileTarget::Iccid(iccid(FIRST));
    assert_eq!(block_on(lpa.disable(target, true)), Ok(Outcome::Done(())));
    assert_eq!((lpa.channel(), fake.state().open.len()), (None, 0));
    assert!(block_on(lpa.get_eid()).is_ok());
    assert!(lpa.channel().is_some());
}

#[test]
fn without_refresh_the_channel_stays_open() {
    let fake = Fake::new();
    let mut lpa = lpa(&fake);
    let target = ProfileTarget::Iccid(iccid(FIRST));
    assert_eq!(block_on(lpa.disable(target, false)), Ok(Outcome::Done(())));
    assert!(lpa.channel().is_some());
    // A card that resets itself without being asked: closing what is gone is no error.
    fake.state().open.clear();
    assert_eq!(block_on(lpa.close()), Ok(()));
}

#[test]
fn the_version_and_the_block_length_stand_in_the_fci() {
    for (fci, svn, longest) in [
        (
            "6F1F8410A0000005591010FFFFFFFF8900000100A5049F6501FFE0058203020200",
            Some([2, 2, 0]),
            Some(255),
        ),
        (
            "6F258410A0000005591010FFFFFFFF8900000100A5049F6501FFE0058203020500E104800206C0",
            Some([2, 5, 0]),
            Some(255),
        ),
        ("E0058203020200", Some([2, 2, 0]), None),
        ("6F00", None, None),
        ("FF", None, None),
    ] {
        let fake = Fake::new();
        fake.state().fci = Some(signoff_protocol::hex::decode(fci).expect(fci));
        let opened = block_on(lpa(&fake).open()).expect(fci);
        assert_eq!((opened.svn(), opened.longest_segment()), (svn, longest), "{fci}");
    }
}
