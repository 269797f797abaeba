//! The `chidao` program: arguments in, exit code out.

mod cli;

use std::process::ExitCode;

use cli::Exit;

fn main() -> ExitCode {
    match cli::run() {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Ok(Exit::Partly) => ExitCode::from(3),
        Err(error) => {
            eprintln!("chidao: {error:#}");
            ExitCode::from(2)
        }
    }
}
