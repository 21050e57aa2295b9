//! A server that wants the LPA to send to the eUICC what an LPA alone may send.

use signoff_protocol::es10c::{DeleteProfileRequest, EuiccMemoryResetRequest, ResetOption, ResetOptions};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::ProfileTarget;
use signoff_protocol::tlv::{Tag, Tlv, Writer};

use super::server::Smuggled;
use super::world::{World, line};

const CODE: &str = "1$smdp.example$T";

/// GetEuiccInfo1, GetEuiccChallenge, AuthenticateServer, PrepareDownload, CancelSession.
const INFO: Tag = Tag(0xBF20);
const CHALLENGE: Tag = Tag(0xBF2E);
const AUTHENTICATE: Tag = Tag(0xBF38);
const PREPARE: Tag = Tag(0xBF21);
const CANCEL: Tag = Tag(0xBF41);

fn delete() -> Vec<u8> {
    let target = ProfileTarget::Iccid("8932100000000000013".parse().expect("an ICCID"));
    DeleteProfileRequest { target }.to_der()
}

fn memory_reset() -> Vec<u8> {
    EuiccMemoryResetRequest {
        options: ResetOptions::of(&[ResetOption::DeleteOperationalProfiles]),
        unknown: Unknown::none(),
    }
    .to_der()
}

/// A package with `more` before its part number `place`; behind the last one if there are not as many.
fn with_part(package: &[u8], place: usize, more: &[u8]) -> Vec<u8> {
    let outer = Tlv::parse_exact(package).expect("a package");
    let mut parts: Vec<&[u8]> = outer.children().map(|part| part.expect("a part").raw()).collect();
    parts.insert(place.min(parts.len()), more);
    let mut writer = Writer::new();
    writer.constructed(outer.tag(), |w| {
        w.raw(&parts.concat());
    });
    writer.into_bytes()
}

/// A package with `more` among the elements of its part `tag`.
fn with_element(package: &[u8], tag: Tag, more: &[u8]) -> Vec<u8> {
    let outer = Tlv::parse_exact(package).expect("a package");
    let mut writer = Writer::new();
    writer.constructed(outer.tag(), |w| {
        for part in outer.children() {
            let part = part.expect("a part");
            w.constructed(part.tag(), |w| {
                w.raw(part.value());
                if part.tag() == tag {
                    w.raw(more);
                }
            });
        }
    });
    writer.into_bytes()
}

#[tokio::test]
async fn a_package_with_a_command_among_its_parts_is_refused_before_its_first_segment() {
    for command in [delete(), memory_reset()] {
        for place in 0..6 {
            let mut world = World::new().await;
            let package = with_part(&world.servers.does().package(), place, &command);
            world.servers.does().smuggled = Some(Smuggled::Package(package));
            refused_before_loading(&mut world, &format!("before part {place}")).await;
        }
        for tag in [0xA1, 0xA3] {
            let mut world = World::new().await;
            let package = with_element(&world.servers.does().package(), Tag(tag), &command);
            world.servers.does().smuggled = Some(Smuggled::Package(package));
            refused_before_loading(&mut world, &format!("among the elements of {tag:X}")).await;
        }
        let mut world = World::new().await;
        let behind = [world.servers.does().package(), command.clone()].concat();
        world.servers.does().smuggled = Some(Smuggled::Package(behind));
        refused_before_loading(&mut world, "behind the package").await;
        let mut world = World::new().await;
        world.servers.does().smuggled = Some(Smuggled::Package(command));
        refused_before_loading(&mut world, "in its place").await;
    }
}

async fn refused_before_loading(world: &mut World, context: &str) {
    let outcome = world.code(CODE).await;
    assert_eq!(
        line(&outcome),
        "load_bound_profile_package lpa unreadable both",
        "{context}"
    );
    let requests = world.card().requests.clone();
    assert_eq!(
        requests,
        [INFO, CHALLENGE, AUTHENTICATE, PREPARE, CANCEL],
        "{context}"
    );
}

#[tokio::test]
async fn a_certificate_is_one_element_and_nothing_else() {
    let hash_cc = [&[0x04, 0x20][..], &[0xAA; 32]].concat();
    let certificate = vec![0x30, 0x00];
    let wrong = || {
        [
            delete(),
            hash_cc.clone(),
            [certificate.clone(), delete()].concat(),
            [hash_cc.clone(), certificate.clone()].concat(),
            Vec::new(),
            vec![0x30, 0x7F],
        ]
    };
    for der in wrong() {
        let mut world = World::new().await;
        world.servers.does().smuggled = Some(Smuggled::SmdpCertificate(der.clone()));
        let outcome = world.code(CODE).await;
        assert_eq!(
            line(&outcome),
            "authenticate_client lpa unreadable both",
            "{der:02X?}"
        );
        let requests = world.card().requests.clone();
        assert_eq!(requests, [INFO, CHALLENGE, AUTHENTICATE, CANCEL], "{der:02X?}");
    }
    for der in wrong() {
        let mut world = World::new().await;
        world.servers.does().smuggled = Some(Smuggled::ServerCertificate(der.clone()));
        refused_before_authentication(&mut world, &der).await;
    }
}

#[tokio::test]
async fn the_key_identifier_is_an_octet_string() {
    for id in [
        delete(),
        vec![0xA0, 0x02, 0x80, 0x00],
        vec![0x04, 0x7F],
        vec![0x04, 0x01, 0x55, 0x04, 0x00],
    ] {
        let mut world = World::new().await;
        world.servers.does().smuggled = Some(Smuggled::CiPkId(id.clone()));
        refused_before_authentication(&mut world, &id).await;
    }
}

async fn refused_before_authentication(world: &mut World, what: &[u8]) {
    let outcome = world.code(CODE).await;
    assert_eq!(
        line(&outcome),
        "initiate_authentication lpa unreadable not_needed",
        "{what:02X?}"
    );
    assert_eq!(world.card().requests, [INFO, CHALLENGE], "{what:02X?}");
}
