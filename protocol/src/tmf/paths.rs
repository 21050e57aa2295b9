//! Where the resources are.

/// Paths of the resources, without the identifier.
#[derive(Debug)]
pub struct Paths;

impl Paths {
    /// TMF622
    pub const PRODUCT_ORDER: &'static str = "/tmf-api/productOrderingManagement/v4/productOrder";
    /// TMF622
    pub const CANCEL_PRODUCT_ORDER: &'static str = "/tmf-api/productOrderingManagement/v4/cancelProductOrder";
    /// TMF637
    pub const PRODUCT: &'static str = "/tmf-api/productInventory/v4/product";
    /// TMF648
    pub const QUOTE: &'static str = "/tmf-api/quoteManagement/v4/quote";
    /// TMF678
    pub const CUSTOMER_BILL: &'static str = "/tmf-api/customerBillManagement/v4/customerBill";
    /// TMF629
    pub const CUSTOMER: &'static str = "/tmf-api/customerManagement/v4/customer";
    /// TMF632
    pub const INDIVIDUAL: &'static str = "/tmf-api/party/v4/individual";
    /// Ours: identification, and its end.
    pub const SESSION: &'static str = "/desk/v1/session";
    /// Ours: a one-time code.
    pub const ONE_TIME_CODE: &'static str = "/desk/v1/oneTimeCode";
    /// The description of all of them.
    pub const OPENAPI: &'static str = "/openapi.json";
}
