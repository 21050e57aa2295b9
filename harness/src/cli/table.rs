//! Tables: columns that a person reads and `awk` too.

use crate::text::{columns, padded};

/// Between two columns.
const GAP: &str = "  ";

/// Headings and rows, each cell with its colours.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

/// A table with these headings and rows.
pub(super) fn table<const N: usize>(
    headings: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    Table::new(headings, rows).text()
}

impl Table {
    /// With these headings and rows.
    pub(super) fn new<const N: usize>(
        headings: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        let headings = headings.map(str::to_owned).to_vec();
        let rows = rows.into_iter().map(|row| row.to_vec());
        Self {
            rows: std::iter::once(headings).chain(rows).collect(),
        }
    }

    /// Without as many of these columns, the first of them first, as it takes to be no wider than `width`.
    pub(super) fn fitted(mut self, width: Option<usize>, dispensable: &[usize]) -> Self {
        let Some(width) = width else {
            return self;
        };
        let mut left: Vec<usize> = (0..self.rows.first().map_or(0, Vec::len)).collect();
        for column in dispensable {
            if self.width() <= width {
                break;
            }
            if let Some(at) = left.iter().position(|known| known == column) {
                left.remove(at);
                self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
            }
        }
        self
    }

    /// Its lines; nothing stands behind the last word of one.
    pub(super) fn text(&self) -> String {
        let widths = self.widths();
        let lines = self.rows.iter().map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width));
            cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The widest cell of each column.
    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = columns(cell).max(*widest);
            }
        }
        widths
    }

    fn width(&self) -> usize {
        let widths = self.widths();
        widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> [[String; 3]; 2] {
        [["中国电信", "\u{1b}[32mon\u{1b}[39m", "1"], ["KPN", "off", ""]].map(|row| row.map(str::to_owned))
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let want = "名称      ON   N\n中国电信  \u{1b}[32mon\u{1b}[39m   1\nKPN       off";
        assert_eq!(table(["名称", "ON", "N"], rows()), want);
    }

    #[test]
    fn a_narrow_terminal_gets_fewer_columns() {
        let fitted = |width| {
            let table = Table::new(["A", "B", "C"], rows()).fitted(width, &[1, 2]);
            table.text().lines().next().unwrap_or_default().to_owned()
        };
        for (width, want) in [
            (None, "A         B    C"),
            (Some(16), "A         B    C"),
            (Some(15), "A         C"),
            (Some(11), "A         C"),
            (Some(10), "A"),
            (Some(1), "A"),
        ] {
            assert_eq!(fitted(width), want, "{width:?}");
        }
    }
}
