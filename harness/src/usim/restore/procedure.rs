//! The restoration itself.

use signoff_protocol::id::Iccid;

use super::{Plan, RestoreOptions};
use crate::lpa::Lpa;
use crate::protection::{Affected, Planned};
use crate::transport::TransportError;
use crate::usim::backup::enabled_iccid;
use crate::usim::reader::read_all;
use crate::usim::{FileImage, FilePath, PinStatus, Saved, UsimFailure, UsimFiles};

/// What a restoration came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// The profile that was written to.
    pub iccid: Option<Iccid>,
    /// How files were reached: `apdu` or `crsm`.
    pub way: &'static str,
    /// Whether a PIN was needed.
    pub pin: PinStatus,
    /// What was planned, and, without a dry run, done and read back.
    pub plan: Plan,
    /// Whether it was a dry run.
    pub dry_run: bool,
}

/// Puts contacts and messages into free records of the enabled profile. Everything is planned and checked before the first
/// byte is written, and each record is read back. Running it again writes what is missing and nothing twice.
///
/// # Errors
/// The profile may not be changed; something does not fit, and not everything else was asked for; the PIN is needed; the
/// card refused; or the link broke.
pub async fn restore(
    lpa: &mut Lpa,
    saved: &Saved,
    options: &RestoreOptions,
) -> Result<Restored, UsimFailure> {
    lpa.close().await.map_err(|error| UsimFailure::Unreachable {
        reason: error.to_string(),
    })?;
    let mut files = UsimFiles::open(lpa.transport(), options.via).await?;
    let done = carry_out(&mut files, saved, options).await;
    let closed = files.close().await;
    let restored = done?;
    closed?;
    Ok(restored)
}

async fn carry_out(
    files: &mut UsimFiles<'_>,
    saved: &Saved,
    options: &RestoreOptions,
) -> Result<Restored, UsimFailure> {
    let iccid_file = files.read(&FilePath::iccid(), "EF_ICCID").await?;
    let iccid = enabled_iccid(iccid_file.as_ref(), options.profile)?;
    if !options.dry_run {
        let planned = Planned {
            what: "writing contacts and messages into the enabled profile".to_owned(),
            affected: match iccid {
                Some(iccid) => Affected::Profiles(vec![iccid]),
                None => Affected::Everything("the card does not say which profile is enabled"),
            },
        };
        options
            .expendable
            .check(&planned)
            .map_err(UsimFailure::Protected)?;
    }
    let pin = files.unlock(&options.pin).await?;
    let images: Vec<FileImage> = read_all(files).await?;
    let plan = Plan::new(saved, &images, options.partial);
    if !plan.misfits.is_empty() && !options.partial {
        return Err(UsimFailure::DoesNotFit(plan.misfits));
    }
    if !options.dry_run {
        for write in &plan.writes {
            let sent = files.update_record(&write.path, write.record, &write.bytes).await;
            match sent {
                Ok(()) => {}
                // The answer was lost: what the record holds now decides.
                Err(UsimFailure::Transport { source, .. }) if is_lost(&source) => {}
                Err(error) => return Err(error),
            }
            let length = u8::try_from(write.bytes.len()).unwrap_or(u8::MAX);
            let found = files.read_record(&write.path, write.record, length).await?;
            if found.as_deref() != Ok(write.bytes.as_slice()) {
                return Err(UsimFailure::ReadBack {
                    path: write.path.clone(),
                    record: write.record,
                });
            }
        }
        read_back(files, saved, options).await?;
    }
    Ok(Restored {
        iccid,
        way: files.way(),
        pin,
        plan,
        dry_run: options.dry_run,
    })
}

/// A second look at everything: a plan made of what is there now has nothing left to do.
async fn read_back(
    files: &mut UsimFiles<'_>,
    saved: &Saved,
    options: &RestoreOptions,
) -> Result<(), UsimFailure> {
    let images = read_all(files).await?;
    let left = Plan::new(saved, &images, options.partial);
    match left.writes.first() {
        None => Ok(()),
        Some(write) => Err(UsimFailure::ReadBack {
            path: write.path.clone(),
            record: write.record,
        }),
    }
}

const fn is_lost(error: &TransportError) -> bool {
    matches!(
        error,
        TransportError::Timeout { .. } | TransportError::Garbled { .. }
    )
}
