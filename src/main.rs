//! The `chidao` program: arguments in, exit code out.

mod cli;

use std::process::ExitCode;

use cli::Exit;

fn main() -> ExitCode {
    match cli::run() {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Ok(Exit::Partly) => ExitCode::from(3),
        // The reader of our output left (`| head`): that is its right, and no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chidao: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
