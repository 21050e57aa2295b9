//! The text of a flow file and where it comes from.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::place::Place;

/// Longest line that is shown whole, bytes.
pub(super) const LONGEST_LINE: usize = 400;
/// What is shown of a longer one before and behind the marked place, bytes.
const AROUND: usize = 60;

/// A flow file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As the user named it, or `shipped:NAME.yaml`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Where paths in it start; `None` for a flow that ships inside the program.
    pub folder: Option<PathBuf>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// It can't be read, or is no UTF-8.
    pub fn read(path: &Path) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            name: path.display().to_string(),
            text: fs::read_to_string(path)?,
            folder: Some(path.parent().unwrap_or(Path::new("")).to_owned()),
        }))
    }

    /// A flow that ships with the program.
    pub fn shipped(name: &str) -> Option<Arc<Self>> {
        signoff_fixtures::flow(name).map(|text| {
            Arc::new(Self {
                name: format!("shipped:{name}.yaml"),
                text: text.into_owned(),
                folder: None,
            })
        })
    }

    /// All flows that ship with the program, by name.
    pub fn all_shipped() -> Vec<Arc<Self>> {
        let flows = signoff_fixtures::flows().into_iter();
        flows.filter_map(|(name, _)| Self::shipped(&name)).collect()
    }

    /// The line in which the bytes `marked` stand, without its end; of one that would fill a screen what is around them.
    pub fn line_around(&self, marked: Range<usize>) -> Option<Range<usize>> {
        let text = self.text.as_str();
        let start = text.get(..marked.start)?.rfind('\n').map_or(0, |end| end + 1);
        let rest = text.get(marked.end..)?;
        let end = marked.end + rest.find('\n').unwrap_or(rest.len());
        if end - start <= LONGEST_LINE {
            return Some(start..end);
        }
        let near = marked.start.saturating_sub(AROUND).max(start)..(marked.end + AROUND).min(end);
        Some(text.floor_char_boundary(near.start)..text.ceil_char_boundary(near.end))
    }

    /// The line at a place, as of [`Source::line_around`]; nothing if there is no such place.
    pub fn line_at(&self, place: Place) -> &str {
        self.line_around(place.offset..place.offset)
            .and_then(|line| self.text.get(line))
            .unwrap_or_default()
    }

    /// The name that the flow in it should have: that of the file, without folder and `.yaml`.
    pub fn stem(&self) -> &str {
        let file = self.name.strip_prefix("shipped:").unwrap_or(&self.name);
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        file.strip_suffix(".yaml")
            .or_else(|| file.strip_suffix(".yml"))
            .unwrap_or(file)
    }
}
