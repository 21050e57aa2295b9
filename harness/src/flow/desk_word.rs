//! Words about an operator's desk.

use super::field::Scalar;
use super::word::{one_of, scalar_words, words};

words! {
    /// How an operator's desk says no.
    DeskRefusal, "a refusal of an operator's desk" {
        /// Account and proof do not belong together.
        WrongCode = "wrong_code",
        /// Too many wrong proofs.
        AccountLocked = "account_locked",
        /// Nobody is identified, or not any more.
        NotIdentified = "not_identified",
        /// The customer has no such line.
        UnknownLine = "unknown_line",
        /// The customer has no such order.
        UnknownOrder = "unknown_order",
        /// There is no such account.
        UnknownAccount = "unknown_account",
        /// The date is before the earliest one.
        DateTooEarly = "date_too_early",
        /// The date is too far away.
        DateTooLate = "date_too_late",
        /// The contract can't be withdrawn from, or not any more.
        NoWithdrawal = "no_withdrawal",
        /// Another order for the line is under way.
        AlreadyRequested = "already_requested",
        /// The contract has ended.
        AlreadyTerminated = "already_terminated",
        /// The number is on its way to another operator.
        PortingInProgress = "porting_in_progress",
        /// The order is in a state in which this can't be done.
        WrongState = "wrong_state",
        /// Bills are to be paid first.
        BillsOpen = "bills_open",
        /// The external id stands for another order.
        ExternalIdConflict = "external_id_conflict",
        /// The desk does not work.
        SystemDown = "system_down",
        /// Nobody is there.
        NotReachable = "not_reachable",
        /// No answer comes.
        NoAnswer = "no_answer",
        /// The request is none that a desk takes.
        InvalidRequest = "invalid_request",
    }
}

words! {
    /// What an operator says about a line.
    DeskStatus, "a status of a line" {
        /// The contract runs.
        Active = "active",
        /// It runs until the date of a confirmed order.
        TerminationRequested = "termination_requested",
        /// It has ended, and the profile is on an eUICC still.
        TerminatedProfileInstalled = "terminated_profile_installed",
        /// It has ended, and the profile is on no eUICC.
        NoActiveService = "no_active_service",
        /// The customer has no such line.
        UnknownLine = "unknown_line",
    }
}

words! {
    /// Where an order at an operator's desk is.
    DeskOrderState, "a state of an order" {
        /// It waits to be confirmed.
        Acknowledged = "acknowledged",
        /// It is confirmed, and will be carried out on its date.
        InProgress = "in_progress",
        /// It was carried out.
        Completed = "completed",
        /// It was taken back, or not confirmed in time.
        Cancelled = "cancelled",
        /// It can't be carried out.
        Failed = "failed",
    }
}

words! {
    /// What a customer is warned of before the end of a contract.
    DeskWarning, "a warning" {
        /// There is an early-termination fee.
        EarlyTerminationFee = "early_termination_fee",
        /// The device is not paid.
        DeviceNotPaid = "device_not_paid",
        /// The device must go back.
        DeviceMustBeReturned = "device_must_be_returned",
        /// There are unpaid bills.
        OpenBills = "open_bills",
        /// Data that was paid for is lost.
        UnusedDataLost = "unused_data_lost",
        /// Prepaid credit is lost.
        CreditLost = "credit_lost",
        /// The number is on its way to another operator.
        PortingInProgress = "porting_in_progress",
        /// The number is lost.
        NumberLost = "number_lost",
        /// The contract can still be withdrawn from.
        WithdrawalPossible = "withdrawal_possible",
        /// The end of the contract does not remove the profile.
        ProfileStaysInstalled = "profile_stays_installed",
    }
}

words! {
    /// What an operator sends to a customer.
    DeskMessage, "a message of an operator" {
        /// A one-time code.
        OneTimeCode = "one_time_code",
        /// A confirmed order, in writing.
        Confirmation = "confirmation",
        /// The end of a contract.
        Ended = "ended",
        /// An order that was taken back.
        Cancelled = "cancelled",
    }
}

words! {
    /// What goes wrong at an operator's desk.
    DeskFaultKind, "a fault of an operator's desk" {
        /// Nothing; ends all faults.
        None = "none",
        /// HTTP status 503.
        SystemDown = "system_down",
        /// Nobody listens.
        NotReachable = "not_reachable",
        /// The connection is reset.
        Reset = "reset",
        /// No answer comes.
        NoAnswer = "no_answer",
        /// Every proof is wrong, and counts as a try.
        WrongCode = "wrong_code",
        /// The account is locked when somebody identifies.
        AccountLocked = "account_locked",
        /// A confirmed order is never carried out, and nobody says so.
        NeverTerminates = "never_terminates",
        /// A confirmed order ends another line.
        WrongLine = "wrong_line",
        /// What the SM-DP+ reports gets lost.
        NotTold = "not_told",
    }
}
