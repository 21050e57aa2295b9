//! Tables without frames: columns that a person reads and `awk` too.

use comfy_table::Table;
use comfy_table::presets::NOTHING;

/// A table with these headings and rows.
pub(super) fn table<const N: usize>(
    headings: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(headings);
    for row in rows {
        table.add_row(row);
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().trim_start_matches(' ').to_owned())
        .collect();
    lines.join("\n")
}
