//! Tables of forms.
