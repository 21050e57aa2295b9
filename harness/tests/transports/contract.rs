//! The same checks on `sim:`, on the simulated modem behind a pseudo-terminal in both modes, paced and unpaced, and
//! over TCP.

use signoff_harness::transport::{ChannelOpened, Mode, TransportError};
use signoff_protocol::apdu::{ChannelNumber, CommandApdu, StatusWord};
use signoff_protocol::id::{Aid, Iccid};

use crate::support::{Fixture, GET_EID, GET_PROFILES_INFO, Kind, card, iccid, opened, store_data};

macro_rules! contract {
    ($($module:ident => $kind:expr;)+) => {$(
        mod $module {
            use super::*;

            #[tokio::test]
            async fn opens_and_closes_in_balance() {
                super::opens_and_closes_in_balance($kind).await;
            }

            #[tokio::test]
            async fn a_refused_channel_is_ok_and_leaves_nothing_open() {
                super::a_refused_channel_is_ok_and_leaves_nothing_open($kind).await;
            }

            #[tokio::test]
            async fn large_answers_arrive_whole() {
                super::large_answers_arrive_whole($kind).await;
            }

            #[tokio::test]
            async fn segments_are_put_together() {
                super::segments_are_put_together($kind).await;
            }

            #[tokio::test]
            async fn a_reset_drops_channels() {
                super::a_reset_drops_channels($kind).await;
            }

            #[tokio::test]
            async fn a_closed_channel_is_an_error() {
                super::a_closed_channel_is_an_error($kind).await;
            }

            #[tokio::test]
            async fn a_card_is_put_back_to_its_file() {
                super::a_card_is_put_back_to_its_file($kind).await;
            }
        }
    )+};
}

contract! {
    sim => Kind::Sim;
    sim_with_modem => Kind::SimWithModem;
    pty_cgla => Kind::Pty(Mode::Cgla, None);
    pty_csim => Kind::Pty(Mode::Csim, None);
    pty_cgla_115200 => Kind::Pty(Mode::Cgla, Some(115_200));
    pty_csim_115200 => Kind::Pty(Mode::Csim, Some(115_200));
    tcp_cgla => Kind::Tcp(Mode::Cgla);
    tcp_csim => Kind::Tcp(Mode::Csim);
}

async fn opens_and_closes_in_balance(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(1)).await;
    let transport = fixture.transport();
    assert_eq!(transport.open_channels(), []);
    let first = opened(transport).await;
    let second = opened(transport).await;
    let mut both = vec![first, second];
    both.sort_unstable();
    both.dedup();
    assert_eq!((transport.open_channels(), both.len()), (both, 2));
    for channel in [second, first] {
        let eid = store_data(transport, channel, GET_EID, 255).await;
        assert!(eid.starts_with(&[0xBF, 0x3E, 0x12, 0x5A, 0x10]), "{eid:02X?}");
        transport.close_channel(channel).await.expect("it was open");
    }
    assert_eq!(transport.open_channels(), []);
    // What was closed can be had again, as often as one likes.
    for _ in 0..25 {
        let channel = opened(transport).await;
        transport.close_channel(channel).await.expect("it was open");
    }
    assert_eq!(transport.open_channels(), []);
}

async fn a_refused_channel_is_ok_and_leaves_nothing_open(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(1)).await;
    let transport = fixture.transport();
    let unknown: Aid = "A0000000871099".parse().expect("an AID");
    // More often than there are channels: a refusal that leaked one would show.
    for _ in 0..25 {
        match transport
            .open_channel(&unknown)
            .await
            .expect("a refusal is no error")
        {
            ChannelOpened::Refused(refusal) => {
                if transport.capabilities().raw_channels {
                    assert_eq!(refusal.status, Some(StatusWord::NOT_FOUND), "{refusal}");
                }
                assert!(!refusal.text.is_empty());
            }
            ChannelOpened::Opened { .. } => panic!("there is no such application"),
        }
        assert_eq!(transport.open_channels(), []);
    }
    opened(transport).await;
}

async fn large_answers_arrive_whole(kind: Kind) {
    let mut sim = Fixture::open(Kind::Sim, card(8)).await;
    let channel = opened(sim.transport()).await;
    let want = store_data(sim.transport(), channel, GET_PROFILES_INFO, 255).await;
    assert!(want.len() > 8 * 500, "{} bytes with icons", want.len());

    let mut fixture = Fixture::open(kind, card(8)).await;
    let transport = fixture.transport();
    let channel = opened(transport).await;
    let got = store_data(transport, channel, GET_PROFILES_INFO, 255).await;
    assert!(got == want, "{} bytes instead of {}", got.len(), want.len());
}

async fn segments_are_put_together(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(1)).await;
    let transport = fixture.transport();
    let channel = opened(transport).await;
    for segment in [1, 2, 5, transport.capabilities().longest_segment] {
        let eid = store_data(transport, channel, GET_EID, segment).await;
        assert_eq!(eid.len(), 21, "segments of {segment}");
    }
}

async fn a_reset_drops_channels(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(1)).await;
    let transport = fixture.transport();
    for cold in [false, true] {
        let channel = opened(transport).await;
        let atr = if cold {
            transport.power_cycle().await
        } else {
            transport.reset().await
        };
        let atr = atr.expect("the card comes back");
        assert_eq!(
            atr.is_some(),
            !transport.capabilities().at,
            "AT does not show the ATR"
        );
        assert_eq!(transport.open_channels(), []);
        let command = CommandApdu::new(channel.proprietary(), 0xE2, 0x91, 0).with_le(256);
        assert_eq!(
            transport.transmit(&command).await,
            Err(TransportError::ChannelNotOpen { channel })
        );
        let channel = opened(transport).await;
        let eid = store_data(transport, channel, GET_EID, 255).await;
        assert_eq!(eid.len(), 21);
        transport.close_channel(channel).await.expect("it was open");
    }
}

async fn a_closed_channel_is_an_error(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(1)).await;
    let transport = fixture.transport();
    let channel = opened(transport).await;
    transport.close_channel(channel).await.expect("it was open");
    let not_open = TransportError::ChannelNotOpen { channel };
    assert_eq!(not_open.to_string(), format!("channel {channel} is not open"));
    assert_eq!(transport.close_channel(channel).await, Err(not_open.clone()));
    let command = CommandApdu::new(channel.proprietary(), 0xE2, 0x91, 0).with_le(256);
    assert_eq!(transport.transmit(&command).await, Err(not_open));
    let never = ChannelNumber::new(17).expect("0 to 19");
    assert_eq!(
        transport.close_channel(never).await,
        Err(TransportError::ChannelNotOpen { channel: never })
    );
}

async fn a_card_is_put_back_to_its_file(kind: Kind) {
    let mut fixture = Fixture::open(kind, card(2)).await;
    let transport = fixture.transport();
    assert!(transport.capabilities().restorable);
    let channel = opened(transport).await;
    let before = store_data(transport, channel, GET_PROFILES_INFO, 255).await;
    // DeleteProfile of the second one, which is disabled (SGP.22 §5.7.18).
    let second: Iccid = iccid(1).parse().expect("an ICCID");
    let mut request = vec![0xBF, 0x33, 0x0C, 0x5A, 0x0A];
    request.extend_from_slice(second.as_bytes());
    let deleted = store_data(transport, channel, &request, 255).await;
    assert_eq!(deleted, [0xBF, 0x33, 0x03, 0x80, 0x01, 0x00]);
    let after = store_data(transport, channel, GET_PROFILES_INFO, 255).await;
    assert!(before.len() > after.len() + 500, "one profile and its icon less");
    transport.restore().await.expect("it is simulated");
    assert_eq!(transport.open_channels(), []);
    let channel = opened(transport).await;
    let restored = store_data(transport, channel, GET_PROFILES_INFO, 255).await;
    assert!(before == restored, "the card is as its file says");
}
