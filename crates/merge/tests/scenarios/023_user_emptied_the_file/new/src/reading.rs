fn a() {
    one();
}

fn b() {
    three();
}
