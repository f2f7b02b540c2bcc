fn b() {
    two();
}

fn a() {
    one(1);
}
