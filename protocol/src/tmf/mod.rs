//! What an operator's desk and its client say to each other: JSON in the shape and with the names of the TM Forum Open
//! APIs v4. TMF622 product order, TMF637 product inventory, TMF648 quote, TMF678 customer bill, TMF629 customer, TMF632
//! individual, and the error object that they share; identification has no TMF API of its own and is ours.
//!
//! Where TMF has a number with a fraction we write a decimal text ([`Money`]), so that no reader makes a float of it. Fields
//! beyond those of TMF stand in sub-types, as TMF wants it: `@type` names the sub-type, `@baseType` the TMF resource.

mod cancel_product_order;
mod customer;
mod customer_bill;
mod date_time;
mod error;
mod identification;
mod individual;
mod money;
mod paths;
mod product;
mod product_order;
mod quote;
mod reference;
mod service_status;

pub use cancel_product_order::{CancelProductOrder, CancelProductOrderCreate};
pub use customer::Customer;
pub use customer_bill::{BillState, CustomerBill};
pub use date_time::{DateTime, DateTimeError};
pub use error::{ErrorCode, TmfError};
pub use identification::{DeskSession, IdentificationRequest, OneTimeCodeRequest};
pub use individual::Individual;
pub use money::{Currency, Money, MoneyError};
pub use paths::Paths;
pub use product::{
    Characteristic, Instalments, PortingOut, Price, Product, ProductPrice, ProductStatus, ProductTerm,
    Quantity, UnusedData,
};
pub use product_order::{
    ItemAction, OrderItem, OrderItemCreate, OrderState, ProductOrder, ProductOrderCreate, ProductOrderUpdate,
};
pub use quote::{
    EndRequest, QuoteCreate, QuoteItemCreate, QuotePrice, QuotePriceKind, TerminationQuote, Warning,
};
pub use reference::{EntityRef, ProductRef, RelatedParty, TimePeriod};
pub use service_status::ServiceStatus;
