//! Segments of a bound profile package, as each comes to the eUICC in commands of its own (SGP.22 §2.5.5).

use signoff_protocol::tlv::{Tag, Tlv};

use super::Role;
use super::session_schema::SEGMENTS;
use super::tree::Tree;

/// Adds the lines of a segment behind the first one; `false` if the bytes are none.
pub(super) fn segment(input: &[u8], base: usize, depth: usize, tree: &mut Tree) -> bool {
    let Some(known) = Tag::read(input).and_then(|tag| SEGMENTS.iter().find(|known| known.tag == tag.0))
    else {
        return false;
    };
    let place = base..base + input.len();
    let label = "LoadBoundProfilePackage, segment";
    if let Ok(tlv) = Tlv::parse_exact(input) {
        tree.line(depth, label, "", Role::Plain, place);
        tree.field(tlv, known, depth + 1);
        return true;
    }
    // Tag and length of a sequence travel without what is in it.
    match Tlv::cut(input) {
        Some((_, [])) => {
            tree.line(
                depth,
                label,
                format!("head of {}", known.name),
                Role::Plain,
                place,
            );
            true
        }
        _ => false,
    }
}

/// The first segment: the head of the package, and its first part in full.
pub(super) fn first(input: &[u8], base: usize, depth: usize, tree: &mut Tree) -> bool {
    let Some((Tag(0xBF36), content)) = Tlv::cut(input) else {
        return false;
    };
    let Ok(channel) = Tlv::parse_exact(content).and_then(|tlv| tlv.expect(Tag(0xBF23))) else {
        return false;
    };
    let place = base..base + input.len();
    tree.line(
        depth,
        "LoadBoundProfilePackage, first segment",
        "",
        Role::Plain,
        place,
    );
    let start = base + input.len() - content.len();
    let mut inner = Tree::new(start);
    if let Some(known) = super::session_schema::BOUND_PACKAGE.first() {
        inner.field(channel, known, depth + 1);
    }
    tree.take(inner.finish());
    true
}
