fn a() {
    one(1);
}

fn b() {
    two();
}
