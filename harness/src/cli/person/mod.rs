//! Manual steps: the person at the terminal, and the file of `--answers`.

mod answers;
mod terminal;

pub(super) use answers::read_answers;
pub(super) use terminal::Terminal;
