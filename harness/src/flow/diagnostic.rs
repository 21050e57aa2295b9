//! What is wrong with a flow file: where, what, and what to do about it.

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceSpan};

use super::place::Place;
use super::source::{LONGEST_LINE, Source};

/// Longest place that is marked whole, bytes.
const LONGEST_MARK: usize = 100;

/// One mistake in a flow file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// Which kind of mistake, for those who look it up in the reference.
    pub code: &'static str,
    /// What is wrong, in a sentence without full stop.
    pub message: String,
    /// What stands below the marked place.
    pub label: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Mistake {
    /// A mistake without hint.
    pub fn new(
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        Self {
            place,
            code,
            message: message.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With a hint that names the nearest of the words, or all of them when none is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, found: &str, what: &str, words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        match nearest(found, &words) {
            Some(near) => self.hint(format!("did you mean {near}?")),
            None if words.is_empty() => self.hint(format!("there are no {what}")),
            None => self.hint(format!("{what}: {}", words.join(", "))),
        }
    }
}

/// The word that differs least, if it differs little.
pub fn nearest<'a>(found: &str, words: &[&'a str]) -> Option<&'a str> {
    let limit = (found.chars().count() / 3).max(1);
    words
        .iter()
        .map(|word| (distance(found, word), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Edits between two words: insertions, deletions, replacements, and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let replace = at(&row, j) + usize::from(left != right);
            let mut best = replace.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(right) && b.get(j - 1) == Some(left);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = row;
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// All mistakes of one flow file, in the order of the file.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", .mistakes.first().map_or("", |mistake| mistake.message.as_str()))]
pub struct Diagnostics {
    /// The file.
    pub file: Arc<Source>,
    /// At least one.
    pub mistakes: Vec<Mistake>,
}

impl Diagnostics {
    /// The mistakes of a file, sorted, each once.
    pub fn new(source: &Arc<Source>, mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort();
        mistakes.dedup_by(|a, b| a.place == b.place && a.code == b.code);
        Self {
            file: Arc::clone(source),
            mistakes,
        }
    }

    /// As text for a person: file, line, column, the line itself with the place marked, and a hint.
    pub fn render(&self, colour: bool, width: usize) -> String {
        let theme = if colour {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(width)
            .with_context_lines(1)
            .with_links(false);
        let mut text = String::new();
        for mistake in &self.mistakes {
            let report = Report {
                source: &self.file,
                mistake,
            };
            // Writing to a string fails only when miette itself can't render; the plain form is left then.
            if handler.render_report(&mut text, &report).is_err() {
                text.push_str(&mistake.message);
            }
            text.push('\n');
        }
        let trimmed: Vec<&str> = text.lines().map(str::trim_end).collect();
        format!("{}\n", trimmed.join("\n").trim_end())
    }
}

/// A mistake as miette takes it.
struct Report<'a> {
    source: &'a Source,
    mistake: &'a Mistake,
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.mistake, f)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistake.message)
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.mistake.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let hint = self.mistake.hint.as_ref()?;
        Some(Box::new(hint))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Place {
            offset, length, line, ..
        } = self.mistake.place;
        if line == 0 {
            return None;
        }
        let end = self.source.text.len();
        let offset = offset.min(end);
        // A mapping or list has no length worth showing: the word that it starts with is marked. Nothing is
        // marked beyond the end of its line.
        let line = self
            .source
            .text
            .get(offset..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let word = line
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .count();
        let length = if length > 1 { length } else { word.max(1) };
        let length = length.min(line.trim_end().len()).max(1).min(end - offset);
        let length = if length > LONGEST_MARK { 1 } else { length };
        let span = SourceSpan::new(offset.into(), length);
        let label = LabeledSpan::new_primary_with_span(Some(self.mistake.label.clone()), span);
        Some(Box::new(std::iter::once(label)))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(self)
    }
}

impl miette::SourceCode for Report<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let contents = self.source.text.read_span(span, lines_before, lines_after)?;
        let is_long = |line: &[u8]| line.len() > LONGEST_LINE;
        if contents.data().split(|byte| *byte == b'\n').any(is_long)
            && let Some(alone) = self.alone(span)
        {
            return Ok(Box::new(alone));
        }
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.source.name.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}

impl Report<'_> {
    /// The marked place without the lines beside it, where one of them would fill a screen.
    fn alone(&self, span: &SourceSpan) -> Option<miette::MietteSpanContents<'_>> {
        let text = self.source.text.as_str();
        let shown = self
            .source
            .line_around(span.offset()..span.offset() + span.len())?;
        let before = text.get(..shown.start)?;
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Some(miette::MietteSpanContents::new_named(
            self.source.name.clone(),
            text.get(shown.clone())?.as_bytes(),
            SourceSpan::new(shown.start.into(), shown.len()),
            before.matches('\n').count(),
            before.get(line_start..)?.chars().count(),
            1,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let words = ["delete", "disable", "detect"];
        for (found, want) in [
            ("delte", Some("delete")),
            ("deltee", Some("delete")),
            ("disabel", Some("disable")),
            ("format", None),
            ("d", None),
        ] {
            assert_eq!(nearest(found, &words), want, "{found}");
        }
    }
}
