//! Help, manual and mistakes of the command line in the user's language. The English stands in the doc comments of the
//! arguments; other languages have it in the section `help` of their catalogue.

mod examples;
mod headings;
mod show;
mod tree;
mod usage_error;

pub(super) use headings::man_headings;
pub(super) use show::show;
pub(super) use tree::localized;
